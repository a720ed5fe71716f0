// Whole files.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool write_all(int descriptor, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length > 0) {
        ssize_t written = write(descriptor, at, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        at += written;
        length -= (size_t)written;
    }
    return true;
}

// Beside the target, then renamed: nobody ever sees a half file, and two at once do not mix.
bool replace_file(const char *path, const void *bytes, size_t length)
{
    char beside[PATH_BYTES];

    if (snprintf(beside, sizeof beside, "%s.%d.new", path, (int)getpid()) >= (int)sizeof beside) {
        errno = ENAMETOOLONG;
        return false;
    }
    unlink(beside);
    int descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return false;
    }
    bool done = write_all(descriptor, bytes, length);
    done = close(descriptor) == 0 && done && rename(beside, path) == 0;
    if (!done) {
        int error = errno;
        unlink(beside);
        errno = error;
    }
    return done;
}

// The file's bytes as they are now, whatever others make of the file later; NULL and errno when it cannot be read.
const void *read_file(int descriptor, size_t *length)
{
    struct stat file;
    size_t got = 0;
    ssize_t more = 1;

    if (fstat(descriptor, &file) != 0) {
        return NULL;
    }
    *length = (size_t)file.st_size;
    if (!S_ISREG(file.st_mode) || file.st_size == 0) {
        errno = EINVAL;
        return NULL;
    }
    char *bytes = malloc(*length);
    while (bytes != NULL && got < *length && more > 0) {
        more = pread(descriptor, bytes + got, *length - got, (off_t)got);
        got += more > 0 ? (size_t)more : 0;
    }
    if (bytes != NULL && got < *length) {
        errno = EIO;
        return NULL;
    }
    return bytes;
}

// The file's bytes until the process ends; NULL and errno when it cannot be read.
const void *map_file(int descriptor, size_t *length)
{
    struct stat file;

    if (fstat(descriptor, &file) != 0) {
        return NULL;
    }
    *length = (size_t)file.st_size;
    if (!S_ISREG(file.st_mode) || file.st_size == 0) {
        errno = EINVAL;
        return NULL;
    }
    void *bytes = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, descriptor, 0);
    return bytes == MAP_FAILED ? NULL : bytes;
}
