// Whether a .cwasm is what `compile` made: it is native code that runs as ours.
//
// Beside X.cwasm lies X.cwasm.sha256: the digest, then what the kernel said of the file that had it (device, inode,
// size, mtime, ctime). Hashing 50 MB takes longer than a whole run, so it is done only when the kernel says something
// else: nobody but the superuser sets a ctime, so a file that was written to since is always hashed again.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STAMP_MAX = 256 };

static void describe(const struct stat *file, const char *hex, char stamp[STAMP_MAX])
{
    snprintf(stamp, STAMP_MAX, "%s  %llx:%llx %llx %lld.%09ld %lld.%09ld\n", hex, (unsigned long long)file->st_dev,
             (unsigned long long)file->st_ino, (unsigned long long)file->st_size, (long long)file->st_mtim.tv_sec,
             file->st_mtim.tv_nsec, (long long)file->st_ctim.tv_sec, file->st_ctim.tv_nsec);
}

static bool stamp_path(const char *path, char into[PATH_BYTES])
{
    return snprintf(into, PATH_BYTES, "%s.sha256", path) < PATH_BYTES;
}

bool write_stamp(const char *path, const struct stat *file, const char *hex)
{
    char name[PATH_BYTES];
    char stamp[STAMP_MAX];

    describe(file, hex, stamp);
    return stamp_path(path, name) && replace_file(name, stamp, strlen(stamp));
}

static bool ours(const struct stat *file)
{
    return file->st_uid == geteuid() && S_ISREG(file->st_mode) && (file->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static bool read_stamp(const char *path, char stamp[STAMP_MAX])
{
    char name[PATH_BYTES];
    struct stat file;
    ssize_t got = -1;

    if (!stamp_path(path, name)) {
        return false;
    }
    int descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        return false;
    }
    if (fstat(descriptor, &file) == 0 && ours(&file)) {
        got = read(descriptor, stamp, STAMP_MAX - 1);
    }
    close(descriptor);
    stamp[got > 0 ? got : 0] = 0;
    return got >= DIGEST_HEX;
}

static bool same_bytes(int descriptor, const struct stat *file, const char *stamp)
{
    char hex[DIGEST_HEX + 1];
    void *bytes = mmap(NULL, (size_t)file->st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);

    if (bytes == MAP_FAILED) {
        return false;
    }
    digest(bytes, (size_t)file->st_size, hex);
    munmap(bytes, (size_t)file->st_size);
    return strncmp(hex, stamp, DIGEST_HEX) == 0;
}

// Who may write to a directory may put another file in the place of one.
static bool in_our_directory(const char *path)
{
    char name[PATH_BYTES];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    struct stat directory;

    if (length >= sizeof name) {
        return false;
    }
    memcpy(name, path, length);
    memcpy(name + length, "", 1);
    return stat(length == 0 ? "." : name, &directory) == 0 && directory.st_uid == geteuid() &&
           (directory.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static const char *check_opened(const char *path, int descriptor)
{
    char stamp[STAMP_MAX], now[STAMP_MAX];
    struct stat file;

    if (fstat(descriptor, &file) != 0 || !ours(&file) || file.st_size == 0) {
        return "not a file of ours that only we may write to";
    }
    if (!in_our_directory(path)) {
        return "not in a directory of ours that only we may write to";
    }
    if (!read_stamp(path, stamp)) {
        return "no digest beside it";
    }
    char hex[DIGEST_HEX + 1] = {0};
    memcpy(hex, stamp, DIGEST_HEX);
    describe(&file, hex, now);
    if (strcmp(stamp, now) != 0 && !same_bytes(descriptor, &file, stamp)) {
        return "its digest is another: it was changed";
    }
    if (strcmp(stamp, now) != 0) {
        write_stamp(path, &file, hex); // moved or copied; if this fails it is only hashed again
    }
    return NULL;
}

// NULL when it may be loaded, from the descriptor: what the path leads to can be another file by then. Else why not.
const char *check_artifact(const char *path, int *descriptor)
{
    *descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (*descriptor < 0) {
        return strerror(errno);
    }
    const char *problem = check_opened(path, *descriptor);
    if (problem != NULL) {
        close(*descriptor);
    }
    return problem;
}

// For a library that takes paths only.
void descriptor_path(int descriptor, char into[32])
{
    snprintf(into, 32, "/proc/self/fd/%d", descriptor);
}
