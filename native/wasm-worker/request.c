// Takes a payload apart. It is the child's work: whatever a payload does to this code, it does to one run.
#include "parts.h"

#include <stdlib.h>
#include <string.h>

// NUL would cut a name short for the kernel and not for us.
static char *text_of(const unsigned char *bytes, size_t length)
{
    return memchr(bytes, 0, length) != NULL ? NULL : strndup((const char *)bytes, length);
}

static bool append(const char ***list, size_t *count, const char *text)
{
    if ((*count & (*count - 1)) == 0) { // a power of two is full
        const char **grown = realloc(*list, (*count == 0 ? 1 : *count * 2) * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        *list = grown;
    }
    (*list)[(*count)++] = text;
    return true;
}

static const char *take_guest(const unsigned char *bytes, size_t length, struct request *request)
{
    static const char *const names[GUESTS] = {"python", "js", "science", "plain", "module"};

    for (int guest = 0; guest < GUESTS; guest++) {
        if (length == strlen(names[guest]) && memcmp(bytes, names[guest], length) == 0) {
            request->guest = (enum guest)guest;
            return NULL;
        }
    }
    return "a guest that is not known";
}

static const char *take_environment(const unsigned char *bytes, size_t length, struct request *request)
{
    char *name = text_of(bytes, length);
    char *equals = name == NULL ? NULL : strchr(name, '=');
    size_t values = request->environment_count;

    if (equals == NULL || equals == name) {
        return "an environment entry that is not NAME=VALUE";
    }
    *equals = 0;
    if (!append(&request->names, &request->environment_count, name) ||
        !append(&request->values, &values, equals + 1)) {
        return "no memory";
    }
    return NULL;
}

static const char *take_preopen(const unsigned char *bytes, size_t length, struct request *request)
{
    if (length < 2 || bytes[0] > 1 || request->preopen_count == DESCRIPTORS_MAX) {
        return "a directory that is not one";
    }
    struct preopen *preopen = &request->preopens[request->preopen_count++];
    preopen->writable = bytes[0] == 1;
    preopen->path = text_of(bytes + 1, length - 1);
    return preopen->path == NULL ? "a directory's name with NUL in it" : NULL;
}

static const char *take_limits(const unsigned char *bytes, size_t length, struct request *request)
{
    if (length != sizeof request->limits) {
        return "limits of another size";
    }
    memcpy(&request->limits, bytes, length);
    if ((request->limits.flags & ~(uint64_t)LIMIT_FLAGS_KNOWN) != 0) {
        return "flags that are not known";
    }
    return NULL;
}

static const char *take_cgroup(const unsigned char *bytes, size_t length, struct request *request)
{
    char *path = text_of(bytes, length);

    if (path == NULL || path[0] != '/' || request->cgroup_count == DESCRIPTORS_MAX) {
        return "a cgroup that is no absolute path";
    }
    request->cgroups[request->cgroup_count++] = path;
    return NULL;
}

// Kept by the parent (groups.c).
static const char *judge_group(const unsigned char *bytes, size_t length)
{
    return length > 0 && bytes[0] == '/' && memchr(bytes, 0, length) == NULL
               ? NULL
               : "a cgroup's directory that is no absolute path";
}

static const char *take_user(const unsigned char *bytes, size_t length, struct request *request)
{
    uint32_t ids[2];

    if (length != sizeof ids) {
        return "a user that is not one";
    }
    memcpy(ids, bytes, sizeof ids);
    if (ids[0] == 0 || ids[1] == 0) {
        return "a guest's process is never root's";
    }
    if (ids[0] == UINT32_MAX || ids[1] == UINT32_MAX) {
        return "a user that is nobody's number"; // to the kernel it means: stay who you are
    }
    request->has_user = true;
    request->user = ids[0];
    request->group = ids[1];
    return NULL;
}

static const char *take_argument(const unsigned char *bytes, size_t length, struct request *request)
{
    char *text = text_of(bytes, length);

    return text != NULL && append(&request->arguments, &request->argument_count, text) ? NULL
                                                                                        : "an argument with NUL in it";
}

static const char *take_field(uint16_t tag, const unsigned char *bytes, size_t length, struct request *request)
{
    switch (tag) {
    case ASK_GUEST:
        return take_guest(bytes, length, request);
    case ASK_REQUEST:
        request->json = (const char *)bytes;
        request->json_length = length;
        return NULL;
    case ASK_ARGUMENT:
        return take_argument(bytes, length, request);
    case ASK_ENVIRONMENT:
        return take_environment(bytes, length, request);
    case ASK_PREOPEN:
        return take_preopen(bytes, length, request);
    case ASK_LIMITS:
        return take_limits(bytes, length, request);
    case ASK_CGROUP:
        return take_cgroup(bytes, length, request);
    case ASK_USER:
        return take_user(bytes, length, request);
    case ASK_GROUP:
        return judge_group(bytes, length);
    default:
        return "a field that is not known";
    }
}

// NULL, or what is wrong with it. The request points into the payload.
const char *read_request(const unsigned char *payload, size_t length, size_t descriptors, struct request *request)
{
    *request = (struct request){.guest = GUESTS};
    while (length > 0) {
        struct field field;
        if (length < sizeof field) {
            return "a field cut short";
        }
        memcpy(&field, payload, sizeof field);
        payload += sizeof field;
        length -= sizeof field;
        if (field.zero != 0 || field.length > length) {
            return "a field longer than its request";
        }
        const char *problem = take_field(field.tag, payload, field.length, request);
        if (problem != NULL) {
            return problem;
        }
        payload += field.length;
        length -= field.length;
    }
    if (request->guest == GUESTS) {
        return "no guest";
    }
    if (request->guest != GUEST_MODULE && !is_command(request->guest) && request->json == NULL) {
        return "no request for the guest";
    }
    size_t wanted = 3 + request->preopen_count + (request->guest == GUEST_MODULE ? 1 : 0);
    return descriptors == wanted ? NULL : "descriptors that do not fit the fields";
}
