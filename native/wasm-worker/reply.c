// Replies to the engine.
#include "parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

static unsigned char *spare; // of the last reply: each run has two, and new pages cost more than the rest of one

void add_field(struct fields *fields, uint16_t tag, const void *bytes, size_t length)
{
    struct field field = {.tag = tag, .length = (uint32_t)length};

    if (fields->bytes == NULL) {
        fields->bytes = spare != NULL ? spare : own_memory(REPLY_MAX);
        spare = NULL;
    }
    if (fields->bytes == NULL || length > REPLY_MAX - sizeof field ||
        fields->length > REPLY_MAX - sizeof field - length) {
        return;
    }
    memcpy(fields->bytes + fields->length, &field, sizeof field);
    memcpy(fields->bytes + fields->length + sizeof field, bytes, length);
    fields->length += sizeof field + length;
}

void add_number(struct fields *fields, uint16_t tag, uint32_t number)
{
    add_field(fields, tag, &number, sizeof number);
}

// All of another's, whole or not at all.
void append_fields(struct fields *fields, const struct fields *more)
{
    if (fields->bytes != NULL && more->length <= REPLY_MAX - fields->length) {
        memcpy(fields->bytes + fields->length, more->bytes, more->length);
        fields->length += more->length;
    }
}

void release_fields(struct fields *fields)
{
    if (fields->bytes != NULL && spare == NULL) {
        spare = fields->bytes;
    } else if (fields->bytes != NULL) {
        release_memory(fields->bytes, REPLY_MAX);
    }
    *fields = (struct fields){0};
}

bool send_reply(int socket, enum reply_type type, uint64_t id, const struct fields *fields)
{
    struct record record = {.type = type, .length = (uint32_t)fields->length, .id = id};
    size_t sent = 0, whole = sizeof record + fields->length;

    while (sent < whole) {
        struct iovec parts[2] = {
            {.iov_base = (char *)&record + sent, .iov_len = sizeof record - sent},
            {.iov_base = fields->bytes, .iov_len = fields->length},
        };
        if (sent >= sizeof record) {
            parts[0].iov_len = 0;
            parts[1].iov_base = fields->bytes + (sent - sizeof record);
            parts[1].iov_len = whole - sent;
        }
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
        ssize_t now = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (now < 0 && errno == EINTR) {
            continue;
        }
        if (now <= 0) {
            return false;
        }
        sent += (size_t)now;
    }
    return true;
}

// As JSON has it; a byte that is no plain ASCII goes as a question mark, since nothing says that it is UTF-8.
static void escape(const char *text, size_t limit, char *into, size_t size)
{
    size_t at = 0;

    for (size_t i = 0; i < limit && text[i] != 0 && at + 3 < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\') {
            into[at++] = '\\';
        }
        into[at++] = byte < 0x20 || byte > 0x7E ? '?' : (char)byte;
    }
    into[at] = 0;
}

static void add_own(struct fields *fields, const char *kind, uint64_t limit, uint64_t refused, const char *rest)
{
    char text[REPORT_MAX];
    int length = snprintf(text, sizeof text, "{\"kind\":\"%s\",\"limit\":%llu,\"refused\":%llu%s}", kind,
                          (unsigned long long)limit, (unsigned long long)refused, rest);

    add_field(fields, ENDED_OWN_REPORT, text, (size_t)length);
    explicit_bzero(text, sizeof text);
}

static void add_disk(struct fields *fields, const char *kind, uint64_t limit, uint64_t refused, const char *path)
{
    char escaped[1024], rest[1200];

    escape(path, sizeof((struct tally *)0)->disk_path, escaped, sizeof escaped);
    snprintf(rest, sizeof rest, ",\"errno\":\"ENOSPC\"%s%s%s", escaped[0] != 0 ? ",\"path\":\"" : "", escaped,
             escaped[0] != 0 ? "\"" : "");
    add_own(fields, kind, limit, refused, rest);
    // The stack, too, is what the next child gets.
    explicit_bzero(escaped, sizeof escaped);
    explicit_bzero(rest, sizeof rest);
}

// What our own limits refused, counted where it was refused.
void add_refusals(struct fields *fields, const struct tally *tally)
{
    uint64_t memory = atomic_load(&tally->memory_refused);
    uint64_t disk = atomic_load(&tally->disk_refused);
    uint64_t files = atomic_load(&tally->files_refused);

    add_field(fields, ENDED_GROWTHS_REFUSED, &memory, sizeof memory);
    if (memory > 0) {
        char rest[64];
        snprintf(rest, sizeof rest, ",\"asked\":%llu", (unsigned long long)atomic_load(&tally->memory_asked));
        add_own(fields, "memory", tally->limits.memory_bytes, memory, rest);
    }
    if (disk > 0) {
        add_disk(fields, "disk", tally->limits.disk_bytes, disk, tally->disk_path);
    }
    if (files > 0) {
        add_disk(fields, "files", tally->limits.files, files, tally->files_path);
    }
}
