// Becomes the program, looked up as execvpe(3) does, but with the PATH of the request.
#include "parts.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

// glibc's, for an environment without PATH.
#define DEFAULT_PATH "/bin:/usr/bin"

static const char *search_path(char **environment)
{
    for (; *environment != NULL; environment++) {
        if (strncmp(*environment, "PATH=", 5) == 0) {
            return *environment + 5;
        }
    }
    return DEFAULT_PATH;
}

// Errors that only mean "not in this folder".
static bool goes_on(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ESTALE || error == ENODEV || error == ETIMEDOUT;
}

// "folder/name" into `into`; an empty folder is the current one.
static bool join(char *into, size_t size, const char *folder, size_t length, const char *name)
{
    size_t name_length = strlen(name);

    if (length + name_length + 2 > size) {
        return false;
    }
    memcpy(into, folder, length);
    if (length > 0) {
        into[length++] = '/';
    }
    memcpy(into + length, name, name_length + 1);
    return true;
}

static _Noreturn void search(const struct request *request, const char *name)
{
    static char candidate[PATH_MAX];
    static char refused[PATH_MAX];
    const char *folder = search_path(request->environment);

    for (;;) {
        const char *end = strchrnul(folder, ':');
        if (join(candidate, sizeof candidate, folder, (size_t)(end - folder), name)) {
            execve(candidate, request->arguments, request->environment);
            if (errno == EACCES && refused[0] == '\0') {
                memcpy(refused, candidate, sizeof refused);
            } else if (errno != EACCES && !goes_on(errno)) {
                give_up(STEP_PROGRAM, errno, candidate);
            }
        }
        if (*end == '\0') {
            break;
        }
        folder = end + 1;
    }
    if (refused[0] != '\0') {
        give_up(STEP_PROGRAM, EACCES, refused);
    }
    give_up(STEP_PROGRAM, ENOENT, name);
}

void become_program(const struct request *request)
{
    const char *name = request->arguments[0];

    if (*name == '\0') {
        give_up(STEP_PROGRAM, ENOENT, name);
    }
    if (strchr(name, '/') == NULL) {
        search(request, name);
    }
    execve(name, request->arguments, request->environment);
    give_up(STEP_PROGRAM, errno, name);
}
