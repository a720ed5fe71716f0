// The cgroup directories of runs, as the engine named them: an engine removes them itself when a run is over, and for
// one that died we do. By rmdir alone, which takes nothing away but a cgroup in which nobody is.
#include "parts.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Of runs that ended the engine may not have come to theirs: it is told an end and removes them then.
enum { ENDED_KEPT = 32, PATIENCE_MICROS = 2000000, PAUSE_MAX_NANOS = 16000000 };

static struct groups *ended; // a ring, in memory that no child gets
static size_t ended_next;

static void note_name(struct groups *groups, const unsigned char *name, size_t length)
{
    if (length == 0 || name[0] != '/' || memchr(name, 0, length) != NULL ||
        length >= sizeof groups->names - groups->length) {
        return; // the child refuses the run for it, or the next engine that starts removes it
    }
    memcpy(groups->names + groups->length, name, length);
    groups->length += length;
    groups->names[groups->length++] = 0;
}

// Takes them out of a request; nothing else of it is looked at in the parent.
void note_groups(struct groups *groups, const unsigned char *payload, size_t length)
{
    struct field field;

    while (length >= sizeof field) {
        memcpy(&field, payload, sizeof field);
        payload += sizeof field;
        length -= sizeof field;
        if (field.length > length) {
            return;
        }
        if (field.tag == ASK_GROUP) {
            note_name(groups, payload, field.length);
        }
        payload += field.length;
        length -= field.length;
    }
}

void remember_groups(const struct groups *groups)
{
    if (groups->length == 0) {
        return;
    }
    if (ended == NULL) {
        ended = own_memory(ENDED_KEPT * sizeof *ended);
    }
    if (ended != NULL) {
        memcpy(ended[ended_next].names, groups->names, groups->length);
        ended[ended_next].length = groups->length;
        ended_next = (ended_next + 1) % ENDED_KEPT;
    }
}

// Whether to try again makes sense: the kernel lets go of a cgroup some time after the last in it was reaped.
static bool is_held(const struct groups *groups)
{
    bool held = false;

    for (size_t at = 0; at < groups->length; at += strlen(groups->names + at) + 1) {
        held |= rmdir(groups->names + at) != 0 && (errno == EBUSY || errno == ENOTEMPTY);
    }
    return held;
}

void remove_groups(struct child *const *children, size_t count)
{
    const int64_t until = now_micros() + PATIENCE_MICROS;
    struct timespec pause = {.tv_nsec = 1000000};

    for (;;) {
        bool held = false;
        for (size_t i = 0; i < count; i++) {
            held |= is_held(&children[i]->groups);
        }
        for (size_t i = 0; ended != NULL && i < ENDED_KEPT; i++) {
            held |= is_held(&ended[i]);
        }
        if (!held || now_micros() >= until) {
            return;
        }
        nanosleep(&pause, NULL);
        pause.tv_nsec = pause.tv_nsec * 2 > PAUSE_MAX_NANOS ? PAUSE_MAX_NANOS : pause.tv_nsec * 2;
    }
}
