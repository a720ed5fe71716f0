// Binds the functions of library.h to the file that is named at start.
#include "parts.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct library library;

// A passing want of the machine's says nothing about the library.
static _Noreturn void reject(const char *path, int number, const char *why)
{
    complain("library ", path, ": ", why, NULL);
    _exit(is_shortage(number, why) ? EXIT_OURS : EXIT_LIBRARY);
}

static bool is_ours(int descriptor)
{
    struct stat file;

    return fstat(descriptor, &file) == 0 && (file.st_uid == geteuid() || file.st_uid == 0) &&
           (file.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// It becomes our own code: nobody else may be able to write to it, nor to put another in its place. Opened below the
// directory that was looked at.
static int open_checked(const char *path)
{
    char whole[PATH_MAX];

    if (realpath(path, whole) == NULL) {
        reject(path, errno, strerror(errno));
    }
    char *name = strrchr(whole, '/') + 1;
    name[-1] = 0;
    int folder = open(whole[0] == 0 ? "/" : whole, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int file = folder < 0 ? -1 : openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        reject(path, errno, strerror(errno));
    }
    if (!is_ours(file)) {
        reject(path, 0, "others may write to it");
    }
    if (!is_ours(folder)) {
        reject(path, 0, "others may write to its directory");
    }
    close(folder);
    return file;
}

static void *find(void *handle, const char *path, const char *name)
{
    void *function = dlsym(handle, name);

    if (function == NULL) {
        complain("library ", path, ": not Wasmtime " LIBRARY_MAJOR " (it has no ", name, ")", NULL);
        _exit(EXIT_LIBRARY);
    }
    return function;
}

void load_library(const char *path)
{
    char checked[32];
    int file = open_checked(path);

    descriptor_path(file, checked);
    void *handle = dlopen(checked, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        reject(path, 0, dlerror());
    }
    close(file);
#define X(result, name, parameters) *(void **)&library.name = find(handle, path, #name);
    LIBRARY_FUNCTIONS(X)
#undef X
}
