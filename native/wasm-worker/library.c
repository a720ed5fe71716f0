// Binds the functions of library.h to the file that is named at start.
#include "parts.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct library library;

// It becomes our own code: nobody else may be able to write to it.
static void check_owner(const char *path)
{
    struct stat file;

    if (stat(path, &file) != 0) {
        int number = errno;
        complain("library ", path, ": ", strerror(number), NULL);
        _exit(is_shortage(number, "") ? EXIT_OURS : EXIT_LIBRARY);
    }
    if ((file.st_uid != geteuid() && file.st_uid != 0) || (file.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        complain("library ", path, ": others may write to it", NULL);
        _exit(EXIT_LIBRARY);
    }
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
    char whole[PATH_MAX]; // dlopen would look for a bare name elsewhere

    check_owner(path);
    void *handle = dlopen(realpath(path, whole), RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        const char *why = dlerror();
        complain("library ", why, NULL);
        _exit(is_shortage(0, why) ? EXIT_OURS : EXIT_LIBRARY);
    }
#define X(result, name, parameters) *(void **)&library.name = find(handle, path, #name);
    LIBRARY_FUNCTIONS(X)
#undef X
}
