// Any .wasm of the user's: a preview-1 module with `_start`, or a component that is a command. It is compiled here, in
// the confined child, under the run's own limits: a compiler is a large thing to show to hostile bytes.
#include "parts.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { NUMBERS_MAX = 8 };

static int exit_code = -1;

// WASI's own proc_exit takes no code from 126 on for an exit.
static wasm_trap_t *on_exit_call(void *data, wasmtime_caller_t *caller, const wasmtime_val_t *arguments,
                                 size_t argument_count, wasmtime_val_t *results, size_t result_count)
{
    (void)data;
    (void)caller;
    (void)argument_count;
    (void)results;
    (void)result_count;
    exit_code = arguments[0].i32 & 0xFF;
    return library.wasmtime_trap_new("exit", strlen("exit"));
}

// A function of ours, all of whose numbers are i32.
wasmtime_error_t *give_function(wasmtime_linker_t *linker, const char *module, const char *name,
                                size_t parameter_count, size_t result_count, library_function function)
{
    wasm_valtype_t *types[NUMBERS_MAX];
    wasm_valtype_vec_t parameters, results;

    for (size_t i = 0; i < parameter_count + result_count; i++) {
        types[i] = library.wasm_valtype_new(WASM_I32);
    }
    library.wasm_valtype_vec_new(&parameters, parameter_count, types);
    library.wasm_valtype_vec_new(&results, result_count, types + parameter_count);
    library.wasmtime_linker_allow_shadowing(linker, true);
    return library.wasmtime_linker_define_func(linker, module, strlen(module), name, strlen(name),
                                               library.wasm_functype_new(&parameters, &results), function, NULL,
                                               NULL);
}

wasmtime_error_t *give_preview_1(wasmtime_linker_t *linker)
{
    wasmtime_error_t *error = library.wasmtime_linker_define_wasi(linker);

    return error != NULL ? error : give_function(linker, PREVIEW_1, "proc_exit", 1, 0, on_exit_call);
}

// Its exit is a trap of ours, which a start function's caller gets as an error.
static void end_by_exit(void)
{
    if (exit_code >= 0) {
        end_run(HOW_EXIT, (uint32_t)exit_code, "");
    }
}

static bool is_start(wasmtime_context_t *context, const wasmtime_func_t *function)
{
    const wasm_functype_t *type = library.wasmtime_func_type(context, function);

    return library.wasm_functype_params(type)->size == 0 && library.wasm_functype_results(type)->size == 0;
}

void run_ready(const struct guests *guests, const struct request *request, const wasmtime_instance_pre_t *ready,
               const char *entry, bool gives_code)
{
    wasmtime_context_t *context = library.wasmtime_store_context(make_store(guests, request->limits.memory_bytes));
    wasmtime_instance_t instance;
    wasmtime_extern_t start;
    wasmtime_val_t code = {0};
    wasm_trap_t *trap = NULL;

    give_wasi(context, request);
    note_data();
    wasmtime_error_t *error = library.wasmtime_instance_pre_instantiate(ready, context, &instance, &trap);
    end_by_exit();
    if (error != NULL) {
        refuse_start(error);
    }
    if (trap != NULL) {
        end_by_trap(trap);
    }
    if (!library.wasmtime_instance_export_get(context, &instance, entry, strlen(entry), &start) ||
        start.kind != EXTERN_FUNC) {
        refuse("it has no ", entry, ": a library, not a program", NULL);
    }
    if (!gives_code && !is_start(context, &start.function)) {
        refuse("its _start takes or gives something: no program's does", NULL);
    }
    error = library.wasmtime_func_call(context, &start.function, NULL, 0, &code, gives_code ? 1 : 0, &trap);
    end_by_exit();
    if (error != NULL) {
        end_by_error(error);
    }
    if (trap != NULL) {
        end_by_trap(trap);
    }
    end_run(HOW_EXIT, (uint32_t)code.i32 & 0xFF, "");
}

static void start_module(const struct guests *guests, const struct request *request, const wasmtime_module_t *module)
{
    wasmtime_linker_t *linker = library.wasmtime_linker_new(guests->engine);
    wasmtime_instance_pre_t *ready;

    wasmtime_error_t *error = give_preview_1(linker);
    error = error != NULL ? error : library.wasmtime_linker_instantiate_pre(linker, module, &ready);
    if (error != NULL) {
        refuse_start(error);
    }
    run_ready(guests, request, ready, "_start", false);
}

// Something that the engine compiled before and keeps: native code, so only in a file of ours.
static void run_compiled(const struct guests *guests, const struct request *request, int descriptor,
                         const void *bytes, size_t length)
{
    wasmtime_module_t *module;
    wasmtime_component_t *component;
    struct stat file;

    if (fstat(descriptor, &file) != 0 || file.st_uid != guests->owner || (file.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        refuse("a compiled module that is not ours", NULL);
    }
    wasmtime_error_t *error = library.wasmtime_module_deserialize(guests->engine, bytes, length, &module);
    if (error == NULL) {
        end_compiling(request);
        start_module(guests, request, module);
    }
    library.wasmtime_error_delete(error);
    error = library.wasmtime_component_deserialize(guests->engine, bytes, length, &component);
    if (error != NULL) {
        refuse_start(error);
    }
    end_compiling(request);
    run_command_component(guests, request, component);
}

static void refuse_binary(wasmtime_error_t *error)
{
    char text[TEXT_MAX];

    error_text(error, text, sizeof text);
    refuse("it is no valid WebAssembly: ", text, NULL);
}

void run_module(const struct guests *guests, const struct request *request)
{
    int descriptor = FIRST_PREOPEN + (int)request->preopen_count;
    wasmtime_module_t *module;
    wasmtime_component_t *component;
    wasmtime_error_t *error;
    size_t length;
    bool is_compiled = (request->limits.flags & LIMIT_FLAG_COMPILED) != 0;
    // Only ours lies where nobody else writes to it.
    const void *bytes = is_compiled ? map_file(descriptor, &length) : read_file(descriptor, &length);

    if (bytes == NULL && errno == EINVAL) {
        refuse("not a file with anything in it", NULL);
    }
    if (bytes == NULL) {
        refuse("its file cannot be read: ", strerror(errno), NULL);
    }
    if (is_compiled) {
        run_compiled(guests, request, descriptor, bytes, length);
    }
    switch (binary_kind(bytes, length)) {
    case BINARY_MODULE:
        error = library.wasmtime_module_new(guests->engine, bytes, length, &module);
        if (error != NULL) {
            refuse_binary(error);
        }
        end_compiling(request);
        start_module(guests, request, module);
        break;
    case BINARY_COMPONENT:
        error = library.wasmtime_component_new(guests->engine, bytes, length, &component);
        if (error != NULL) {
            refuse_binary(error);
        }
        end_compiling(request);
        run_command_component(guests, request, component);
        break;
    default:
        refuse("neither a WebAssembly module nor a component", NULL);
    }
    refuse("unreachable", NULL);
}
