// Reads the launch request. The engine is trusted, but a length is believed only after a look at what is left.
#include "parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LIMIT_BYTES = 20, STRING_BYTES_MIN = 4, LIMITS_MAX = 64 };

struct cursor {
    unsigned char *at;
    size_t left;
};

static _Noreturn void malformed(const char *what)
{
    give_up(STEP_REQUEST, EBADMSG, what);
}

static unsigned char *take(struct cursor *cursor, size_t length, const char *what)
{
    unsigned char *taken = cursor->at;

    if (length > cursor->left) {
        malformed(what);
    }
    cursor->at += length;
    cursor->left -= length;
    return taken;
}

static uint32_t take_u32(struct cursor *cursor, const char *what)
{
    uint32_t value;

    memcpy(&value, take(cursor, sizeof value, what), sizeof value);
    return value;
}

static uint16_t take_u16(struct cursor *cursor, const char *what)
{
    uint16_t value;

    memcpy(&value, take(cursor, sizeof value, what), sizeof value);
    return value;
}

// A number of things of which each takes at least `each` bytes.
static uint32_t take_count(struct cursor *cursor, size_t each, const char *what)
{
    uint32_t count = take_u32(cursor, what);

    if (count > cursor->left / each) {
        malformed(what);
    }
    return count;
}

// Moves the string over its own length, which makes the room for its NUL.
static char *take_string(struct cursor *cursor, const char *what)
{
    unsigned char *start = cursor->at;
    uint32_t length = take_u32(cursor, what);
    unsigned char *bytes = take(cursor, length, what);

    if (memchr(bytes, '\0', length) != NULL) {
        malformed(what);
    }
    memmove(start, bytes, length);
    start[length] = '\0';
    return (char *)start;
}

static char **take_strings(struct cursor *cursor, const char *what)
{
    uint32_t count = take_count(cursor, STRING_BYTES_MIN, what);
    char **strings = calloc((size_t)count + 1, sizeof *strings);

    if (strings == NULL) {
        give_up(STEP_REQUEST, ENOMEM, what);
    }
    for (uint32_t index = 0; index < count; index++) {
        strings[index] = take_string(cursor, what);
    }
    return strings;
}

static void parse(struct request *request)
{
    struct cursor cursor = {.at = request->body, .left = request->body_length};

    request->flags = take_u32(&cursor, "flags");
    request->umask = take_u32(&cursor, "umask");
    request->columns = take_u16(&cursor, "columns");
    request->rows = take_u16(&cursor, "rows");
    request->limit_count = take_count(&cursor, LIMIT_BYTES, "rlimits");
    request->limits = take(&cursor, (size_t)request->limit_count * LIMIT_BYTES, "rlimits");
    request->filter_count = take_count(&cursor, sizeof(struct sock_filter), "filter");
    // The kernel copies the instructions bytewise; nothing here looks into them.
    request->filter = (void *)take(&cursor, request->filter_count * sizeof(struct sock_filter), "filter");
    request->directory = take_string(&cursor, "directory");
    request->arguments = take_strings(&cursor, "arguments");
    request->environment = take_strings(&cursor, "environment");

    if (cursor.left != 0) {
        malformed("bytes after the end");
    }
    if ((request->flags & ~(uint32_t)REQUEST_KNOWN) != 0) {
        malformed("unknown flags");
    }
    if (request->umask > 0777) {
        malformed("umask");
    }
    if (request->limit_count > LIMITS_MAX) {
        malformed("rlimits");
    }
    if (request->filter_count > BPF_MAXINSNS) {
        malformed("filter");
    }
    if ((request->flags & REQUEST_LISTENER) != 0 && request->filter_count == 0) {
        malformed("a listener without a filter");
    }
    if (request->arguments[0] == NULL) {
        malformed("no arguments");
    }
    for (char **entry = request->environment; *entry != NULL; entry++) {
        if (**entry == '=' || strchr(*entry, '=') == NULL) {
            malformed("environment entry without a name");
        }
    }
}

void receive_request(struct request *request)
{
    struct wire_header header;

    if (!receive_all(CHANNEL, &header, sizeof header)) {
        _exit(EXIT_OURS); // the engine is dead: nobody to tell
    }
    if (header.magic != WIRE_MAGIC) {
        malformed("magic");
    }
    if (header.body_length == 0 || header.body_length > WIRE_BODY_MAX) {
        malformed("length");
    }
    request->body_length = header.body_length;
    request->body =
        mmap(NULL, request->body_length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (request->body == MAP_FAILED) {
        give_up(STEP_REQUEST, errno, "length");
    }
    if (!receive_all(CHANNEL, request->body, request->body_length)) {
        _exit(EXIT_OURS);
    }
    parse(request);
}

struct request_limit request_limit(const struct request *request, uint32_t index)
{
    const unsigned char *at = request->limits + (size_t)index * LIMIT_BYTES;
    struct request_limit limit;

    memcpy(&limit.resource, at, 4);
    memcpy(&limit.soft, at + 4, 8);
    memcpy(&limit.hard, at + 12, 8);
    return limit;
}

// A supervisor lives as long as its program and should not carry the program's arguments with it.
void release_request(struct request *request)
{
    free(request->arguments);
    free(request->environment);
    munmap(request->body, request->body_length);
    *request = (struct request){0};
}
