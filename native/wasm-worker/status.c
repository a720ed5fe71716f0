// The child's side of its pipe to the parent.
#include "parts.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

_Static_assert(sizeof(struct status) + sizeof(struct ending) <= PIPE_BUF, "written whole or not at all");
_Static_assert(sizeof(struct status) + REPORT_MAX <= PIPE_BUF, "written whole or not at all");

void tell_parent(enum status_kind kind, const void *bytes, size_t length)
{
    unsigned char message[PIPE_BUF];
    struct status status = {.kind = kind, .length = (uint32_t)length};

    memcpy(message, &status, sizeof status);
    memcpy(message + sizeof status, bytes, length);
    if (!write_all(STATUS_DESCRIPTOR, message, sizeof status + length)) {
        _exit(EXIT_OURS); // no parent, no run
    }
}

// A report of the guest's. Longer ones and more of them than the parent takes are dropped.
void tell_report(const char *report, size_t length)
{
    static unsigned told;

    if (length <= REPORT_MAX && told < REPORTS_MAX) {
        told++;
        tell_parent(STATUS_GUEST_REPORT, report, length);
    }
}

static _Noreturn void end_with(enum how how, uint32_t code, const char *cause, const char *text)
{
    struct ending ending = {.how = how, .code = code};

    count_unwatched(how, cause);
    size_t length = strnlen(text, TEXT_MAX);

    memcpy(ending.cause, cause, strnlen(cause, CAUSE_MAX));
    memcpy(ending.text, text, length);
    tell_parent(STATUS_ENDED, &ending, offsetof(struct ending, text) + length);
    // Not exit: what the library would tidy up dies with the process.
    _exit(0);
}

void end_run(enum how how, uint32_t code, const char *text)
{
    end_with(how, code, "", text);
}

// `cause` is the library's word or ours; in `text` there can be the guest's.
void end_trapped(const char *cause, const char *text)
{
    end_with(HOW_TRAP, 0, cause, text);
}

static _Noreturn void end_saying(enum how how, const char *first, va_list rest)
{
    char text[TEXT_MAX];
    size_t at = 0;

    for (const char *part = first; part != NULL; part = va_arg(rest, const char *)) {
        size_t length = strnlen(part, sizeof text - 1 - at);
        memcpy(text + at, part, length);
        at += length;
    }
    text[at] = 0;
    end_run(how, 0, text);
}

// What was asked for cannot be run.
void refuse(const char *first, ...)
{
    va_list rest;

    va_start(rest, first);
    end_saying(HOW_REFUSED, first, rest);
}

// It could, but the host does not give what a run needs.
void fail(const char *first, ...)
{
    va_list rest;

    va_start(rest, first);
    end_saying(HOW_HOST, first, rest);
}
