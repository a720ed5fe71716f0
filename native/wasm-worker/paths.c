// What the guest calls a file of which we have a descriptor: for reports only.
#include "parts.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct {
    char host[512];
    const char *guest;
} roots[DESCRIPTORS_MAX];
static size_t root_count;

static ssize_t host_path(int descriptor, char *into, size_t size)
{
    char link[32];

    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, into, size - 1);
    into[length > 0 ? length : 0] = 0;
    return length;
}

void prepare_paths(const struct request *request)
{
    for (size_t i = 0; i < request->preopen_count; i++) {
        if (request->preopens[i].writable &&
            host_path(FIRST_PREOPEN + (int)i, roots[root_count].host, sizeof roots[0].host) > 0) {
            roots[root_count++].guest = request->preopens[i].path;
        }
    }
}

static const char *below(const char *path, const char *root)
{
    size_t length = strlen(root);

    if (strncmp(path, root, length) != 0 || (path[length] != 0 && path[length] != '/')) {
        return NULL;
    }
    return path + length;
}

// The file itself, or (name not NULL) what it is called in a directory. Empty where it is not known.
void guest_path(int descriptor, const char *name, char *into, size_t size)
{
    char host[512];

    into[0] = 0;
    if (host_path(descriptor, host, sizeof host) <= 0) {
        return;
    }
    for (size_t i = 0; i < root_count; i++) {
        const char *rest = below(host, roots[i].host);
        if (rest != NULL) {
            snprintf(into, size, "%s%s%s%s", roots[i].guest, rest, name == NULL ? "" : "/", name == NULL ? "" : name);
            return;
        }
    }
}
