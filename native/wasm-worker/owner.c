// The engine's end of the socket: requests come in pieces, and nothing else waits for the rest of one.
#include "parts.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static void close_descriptors(struct owner *owner)
{
    for (size_t i = 0; i < owner->descriptor_count; i++) {
        close(owner->descriptors[i]);
    }
    owner->descriptor_count = 0;
}

// The payload lies in pages of its own, which go with it: the next child would have what is only freed.
void forget_request(struct owner *owner)
{
    close_descriptors(owner);
    if (owner->payload != NULL) {
        munmap(owner->payload, owner->header.length);
    }
    owner->payload = NULL;
    owner->header_length = owner->payload_length = 0;
}

static bool keep_descriptors(struct owner *owner, struct msghdr *message)
{
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part != NULL; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(part) + i * sizeof descriptor, sizeof descriptor);
            if (owner->descriptor_count == DESCRIPTORS_MAX) {
                close(descriptor);
                return false;
            }
            owner->descriptors[owner->descriptor_count++] = descriptor;
        }
    }
    return (message->msg_flags & MSG_CTRUNC) == 0;
}

// Bytes, 0 when there are none now, -1 when there never will be.
static ssize_t receive(struct owner *owner, void *into, size_t length)
{
    struct iovec piece = {.iov_base = into, .iov_len = length};
    union {
        struct cmsghdr header; // aligns the bytes
        char bytes[CMSG_SPACE(DESCRIPTORS_MAX * sizeof(int))];
    } control;
    struct msghdr message = {
        .msg_iov = &piece,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes,
    };
    ssize_t got;

    do {
        got = recvmsg(owner->socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        return 0;
    }
    if (got <= 0 || !keep_descriptors(owner, &message)) {
        return -1;
    }
    return got;
}

static enum heard judge_header(struct owner *owner)
{
    const struct record *header = &owner->header;

    if (header->type == REQUEST_KILL && header->length == 0 && owner->descriptor_count == 0) {
        return HEARD_KILL;
    }
    if (header->type != REQUEST_RUN || header->length == 0 || header->length > REQUEST_MAX) {
        return HEARD_END;
    }
    void *pages = mmap(NULL, header->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    owner->payload = pages == MAP_FAILED ? NULL : pages;
    return owner->payload == NULL ? HEARD_END : HEARD_NOTHING;
}

enum heard listen_to_owner(struct owner *owner)
{
    ssize_t got;

    if (owner->header_length < sizeof owner->header) {
        got = receive(owner, (char *)&owner->header + owner->header_length,
                      sizeof owner->header - owner->header_length);
        if (got <= 0) {
            return got == 0 ? HEARD_NOTHING : HEARD_END;
        }
        owner->header_length += (size_t)got;
        if (owner->header_length < sizeof owner->header) {
            return HEARD_NOTHING;
        }
        enum heard heard = judge_header(owner);
        if (heard != HEARD_NOTHING) {
            return heard;
        }
    }
    while (owner->payload_length < owner->header.length) {
        got = receive(owner, owner->payload + owner->payload_length, owner->header.length - owner->payload_length);
        if (got <= 0) {
            return got == 0 ? HEARD_NOTHING : HEARD_END;
        }
        owner->payload_length += (size_t)got;
    }
    return HEARD_REQUEST;
}
