// The watchdog's talk with the sandbox's owner, who may be stopped or dead at any moment. So nothing here
// waits for it: what cannot be sent now stays in a small queue, and the clock goes on.
#include "parts.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

int64_t deadline_after(uint64_t millis)
{
    return millis > (uint64_t)NEVER / 2 ? NEVER : now_millis() + (int64_t)millis;
}

// Each type is sent once in a life, so the queue never fills.
void tell(struct owner *owner, enum record_type type, int32_t value, uint64_t extra)
{
    const struct record record = {.type = type, .value = value, .extra = extra};

    if (owner->queued + sizeof record <= sizeof owner->queue) {
        memcpy(owner->queue + owner->queued, &record, sizeof record);
        owner->queued += sizeof record;
    }
}

void flush(struct owner *owner)
{
    while (owner->queued > 0) {
        ssize_t sent = send(owner->socket, owner->queue, owner->queued, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent <= 0) {
            return; // full, or gone: reading will tell
        }
        owner->queued -= (size_t)sent;
        memmove(owner->queue, owner->queue + sent, owner->queued);
    }
}

// One byte more of an order. An owner that talks nonsense is not one to keep a sandbox for.
static enum verdict hear(struct owner *owner, unsigned char byte)
{
    uint64_t millis;

    owner->order[owner->ordered++] = byte;
    if (owner->order[0] == WIRE_KILL) {
        return OWNER_ASKS;
    }
    if (owner->order[0] != WIRE_DEADLINE) {
        return OWNER_IS_GONE;
    }
    if (owner->ordered == sizeof owner->order) {
        memcpy(&millis, owner->order + 1, sizeof millis);
        owner->deadline = deadline_after(millis);
        owner->ordered = 0;
    }
    return GO_ON;
}

enum verdict listen_to(struct owner *owner)
{
    for (;;) {
        unsigned char bytes[64];
        ssize_t got = recv(owner->socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return GO_ON;
        }
        if (got <= 0) {
            return OWNER_IS_GONE;
        }
        for (ssize_t at = 0; at < got; at++) {
            enum verdict verdict = hear(owner, bytes[at]);
            if (verdict != GO_ON) {
                return verdict;
            }
        }
    }
}
