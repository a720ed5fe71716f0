// Messages without stdio.
#include "parts.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4096 };

static size_t append(char *line, size_t at, const char *text)
{
    size_t room = LINE_MAX_BYTES - 1 - at; // one byte stays for the newline
    size_t length = strnlen(text, room);

    memcpy(line + at, text, length);
    return at + length;
}

void complain(const char *first, ...)
{
    char line[LINE_MAX_BYTES];
    size_t at = append(line, 0, "wasm-worker: ");
    va_list rest;

    va_start(rest, first);
    for (const char *part = first; part != NULL; part = va_arg(rest, const char *)) {
        at = append(line, at, part);
    }
    va_end(rest);
    line[at++] = '\n';
    // Nobody is left to hear that stderr is broken.
    ssize_t ignored = write(STDERR_FILENO, line, at);
    (void)ignored;
}
