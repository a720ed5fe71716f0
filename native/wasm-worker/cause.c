// Why a guest trapped, apart from where. The library's text has both: first the backtrace, in which the guest's own
// names stand, and at its end what happened. Only that is the library's word.
#include "parts.h"

#include <stdlib.h>
#include <string.h>

static void flatten(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        text[i] = text[i] == '\n' ? ' ' : text[i];
    }
}

// A name of several lines would pass for lines of the library's.
static void flatten_name(char *text, size_t length, const wasm_byte_vec_t *name)
{
    if (name == NULL || name->size == 0 || memchr(name->data, '\n', name->size) == NULL) {
        return;
    }
    char *end = text + length;
    for (char *at = text; (at = memmem(at, (size_t)(end - at), name->data, name->size)) != NULL; at += name->size) {
        flatten(at, name->size);
    }
}

// What follows the last of these, without the number that it has in a chain, and without the words that all have.
static const char *find_cause(const char *text)
{
    static const char before[] = "\nCaused by:\n", always[] = "wasm trap: ";
    const char *cause = text;

    for (const char *next = text; (next = strstr(next, before)) != NULL;) {
        next += strlen(before);
        cause = next;
    }
    for (const char *line = cause; (line = strchr(line, '\n')) != NULL;) {
        line++;
        cause = cause != text && *line != 0 ? line : cause;
    }
    cause += strspn(cause, " ");
    size_t digits = strspn(cause, "0123456789");
    if (digits > 0 && strncmp(cause + digits, ": ", 2) == 0) {
        cause += digits + 2;
    }
    return strncmp(cause, always, strlen(always)) == 0 ? cause + strlen(always) : cause;
}

static _Noreturn void end_by_message(const wasm_byte_vec_t *message, size_t length, const wasm_frame_vec_t *frames)
{
    char text[TEXT_MAX], cause[CAUSE_MAX];
    char *whole = strndup(message->data, length);

    if (whole == NULL) {
        end_trapped("out of memory", "");
    }
    length = strlen(whole);
    const char *found = find_cause(whole); // before a name that is a newline and no more makes one line of it all
    plain_text(found, strcspn(found, "\n"), cause, sizeof cause);
    for (size_t i = 0; i < frames->size; i++) {
        flatten_name(whole, length, library.wasmtime_frame_func_name(frames->data[i]));
        flatten_name(whole, length, library.wasmtime_frame_module_name(frames->data[i]));
    }
    plain_text(whole, length, text, sizeof text);
    end_trapped(cause, text);
}

void end_by_trap_error(const wasmtime_error_t *error)
{
    wasm_byte_vec_t message = {0};
    wasm_frame_vec_t frames = {0};

    library.wasmtime_error_message(error, &message);
    library.wasmtime_error_wasm_trace(error, &frames);
    end_by_message(&message, message.size, &frames);
}

void end_by_trap(const wasm_trap_t *trap)
{
    wasm_byte_vec_t message = {0};
    wasm_frame_vec_t frames = {0};

    library.wasm_trap_message(trap, &message);
    library.wasm_trap_trace(trap, &frames);
    end_by_message(&message, message.size > 0 ? message.size - 1 : 0, &frames); // it counts the NUL
}
