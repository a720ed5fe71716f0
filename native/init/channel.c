// Whole messages over a stream socket. After the seccomp filter only read, sendmsg and close are used here.
#include "parts.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool receive_all(int socket, void *into, size_t length)
{
    unsigned char *at = into;

    while (length > 0) {
        ssize_t got = read(socket, at, length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        at += got;
        length -= (size_t)got;
    }
    return true;
}

bool send_all(int socket, const void *from, size_t length)
{
    const unsigned char *at = from;

    while (length > 0) {
        struct iovec part = {.iov_base = (void *)(uintptr_t)at, .iov_len = length};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        at += sent;
        length -= (size_t)sent;
    }
    return true;
}

bool send_descriptor(int socket, enum record_type type, int descriptor)
{
    struct record record = {.type = type};
    struct iovec part = {.iov_base = &record, .iov_len = sizeof record};
    union {
        struct cmsghdr header; // aligns the bytes
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes,
    };
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    ssize_t sent;

    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
    do {
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    // 16 bytes into a fresh socket: the kernel takes them whole or not at all.
    return sent == (ssize_t)sizeof record;
}

// Never waits: whoever does not read it is no reason to stay.
void send_record(int socket, enum record_type type, int32_t value)
{
    struct record record = {.type = type, .value = value};
    struct iovec part = {.iov_base = &record, .iov_len = sizeof record};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

    while (sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno == EINTR) {
    }
}

void send_failure(int socket, int flags, enum step step, int error, const char *text)
{
    uint32_t length = (uint32_t)strnlen(text, WIRE_TEXT_MAX);
    struct record record = {.type = RECORD_FAILED, .value = error, .extra = step};
    struct iovec parts[] = {
        {.iov_base = &record, .iov_len = sizeof record},
        {.iov_base = &length, .iov_len = sizeof length},
        {.iov_base = (void *)(uintptr_t)text, .iov_len = length},
    };
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 3};

    while (sendmsg(socket, &message, flags | MSG_NOSIGNAL) < 0 && errno == EINTR) {
    }
}

// Ends init: the engine learns why from the record, everyone else from the status.
void give_up(enum step step, int error, const char *text)
{
    send_failure(CHANNEL, 0, step, error, text);
    switch (step) {
    case STEP_PROGRAM:
        _exit(error == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
    case STEP_DIRECTORY:
        _exit(EXIT_NOT_EXECUTABLE);
    default:
        _exit(EXIT_OURS);
    }
}
