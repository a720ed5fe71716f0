// Wasmtime as we configure it: the same for what compiles and for what runs, since a .cwasm is tied to it.
#include "parts.h"

#include <string.h>
#include <unistd.h>

wasm_engine_t *make_engine(bool many_threads)
{
    wasm_config_t *config = library.wasm_config_new();

    // Deep recursion in C (CPython's parser, say) shall end as the guest's own RecursionError, not as a trap. It runs
    // on our main thread's stack, which serve.c lets grow to more than this.
    library.wasmtime_config_max_wasm_stack_set(config, WASM_STACK);
    // Not used, but the library wants it to be no less.
    library.wasmtime_config_async_stack_size_set(config, WASM_STACK + HOST_STACK);
    // Baseline code: loads on any x86-64.
    wasmtime_error_t *error = library.wasmtime_config_target_set(config, "x86_64-unknown-linux-gnu");
    if (error != NULL) {
        complain("library: it cannot compile for x86_64-unknown-linux-gnu", NULL);
        _exit(EXIT_LIBRARY);
    }
    // No epochs and no fuel: their checks cost and they interrupt no host call. Who runs too long is killed.
    library.wasmtime_config_parallel_compilation_set(config, many_threads);
    library.wasmtime_config_concurrency_support_set(config, false);
    wasm_engine_t *engine = library.wasm_engine_new_with_config(config);
    if (engine == NULL) {
        complain("library: it makes no engine of our configuration", NULL);
        _exit(EXIT_LIBRARY);
    }
    return engine;
}

// A copy of the message, cut to what fits; control characters become spaces, since a guest can have had its say in it.
void error_text(wasmtime_error_t *error, char *into, size_t size)
{
    wasm_byte_vec_t message = {0};

    library.wasmtime_error_message(error, &message);
    plain_text(message.data, message.size, into, size);
    library.wasm_byte_vec_delete(&message);
    library.wasmtime_error_delete(error);
}

void plain_text(const char *text, size_t length, char *into, size_t size)
{
    size_t kept = length < size ? length : size - 1;

    // Not within a character of several bytes.
    while (kept < length && kept > 0 && ((unsigned char)text[kept] & 0xC0) == 0x80) {
        kept--;
    }
    for (size_t i = 0; i < kept; i++) {
        unsigned char byte = (unsigned char)text[i];
        into[i] = (byte < 0x20 && byte != '\n') || byte == 0x7F ? ' ' : (char)byte;
    }
    into[kept] = 0;
}

// The first 8 bytes of a binary: magic, version, and (since components) the layer.
enum binary_kind binary_kind(const void *bytes, size_t length)
{
    static const unsigned char module[] = {0, 'a', 's', 'm', 1, 0, 0, 0};
    static const unsigned char component[] = {0, 'a', 's', 'm', 0x0D, 0, 1, 0};

    if (length >= sizeof module && memcmp(bytes, module, sizeof module) == 0) {
        return BINARY_MODULE;
    }
    if (length >= sizeof component && memcmp(bytes, component, sizeof component) == 0) {
        return BINARY_COMPONENT;
    }
    return BINARY_FOREIGN;
}
