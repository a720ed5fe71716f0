// Guests that are components: those of the engine's own (they export `exec`) and commands (`wasi:cli/run`).
#include "parts.h"

#include <stdio.h>
#include <string.h>

// What a guest may import beside WASI: native/wasm-guests/guest.wit.
#define HOST "cofferdam:guest/host"

enum { CODE_MASK = 0xFF, RAN_OUT_OF_MEMORY = 0x100, RECURSED_TOO_DEEP = 0x200 };

// The code that the guest announced for its exit, since WASI's own says only whether it went well; -1 without.
static int announced_code = -1;

// `{"kind":"exit","code":N}`, with spaces wherever JSON may have some that we know a writer to put.
static bool announces_exit(const char *report, size_t length)
{
    char text[64];
    size_t kept = 0;
    int code, end = -1;

    for (size_t i = 0; i < length; i++) {
        if (report[i] != ' ' && kept < sizeof text - 1) {
            text[kept++] = report[i];
        }
    }
    text[kept] = 0;
    if (sscanf(text, "{\"kind\":\"exit\",\"code\":%3d}%n", &code, &end) != 1 || end != (int)kept) {
        return false;
    }
    announced_code = code & CODE_MASK;
    return true;
}

// `host.tell`, a report of the guest's.
static wasmtime_error_t *on_tell(void *data, wasmtime_context_t *context, const wasmtime_component_func_type_t *type,
                                 wasmtime_component_val_t *arguments, size_t argument_count,
                                 wasmtime_component_val_t *results, size_t result_count)
{
    (void)data;
    (void)context;
    (void)type;
    (void)results;
    if (argument_count != 1 || result_count != 0 || arguments[0].kind != VALUE_STRING) {
        return library.wasmtime_error_new("host.tell takes one string");
    }
    if (announces_exit(arguments[0].string.data, arguments[0].string.size)) {
        return NULL;
    }
    tell_report(arguments[0].string.data, arguments[0].string.size);
    return NULL;
}

wasmtime_component_linker_t *make_component_linker(wasm_engine_t *engine)
{
    wasmtime_component_linker_t *linker = library.wasmtime_component_linker_new(engine);
    wasmtime_component_linker_instance_t *host;

    if (library.wasmtime_component_linker_add_wasip2(linker) != NULL) {
        return NULL;
    }
    wasmtime_component_linker_instance_t *root = library.wasmtime_component_linker_root(linker);
    if (library.wasmtime_component_linker_instance_add_instance(root, HOST, strlen(HOST), &host) != NULL ||
        library.wasmtime_component_linker_instance_add_func(host, "tell", strlen("tell"), on_tell, NULL, NULL) !=
            NULL) {
        return NULL;
    }
    library.wasmtime_component_linker_instance_delete(host);
    library.wasmtime_component_linker_instance_delete(root);
    return linker;
}

// An error of a guest that ran: its own exit, or a trap with its backtrace.
void end_by_error(wasmtime_error_t *error)
{
    int code;

    if (library.wasmtime_error_exit_status(error, &code)) {
        end_run(HOW_EXIT, (uint32_t)(announced_code >= 0 ? announced_code : code & CODE_MASK), "");
    }
    end_by_trap_error(error);
}

// Whether code of the guest's has part in it: a module's own start function runs while its instance is made.
static bool has_run(const wasmtime_error_t *error)
{
    wasm_frame_vec_t frames = {0};

    library.wasmtime_error_wasm_trace(error, &frames);
    bool any = frames.size > 0;
    library.wasm_frame_vec_delete(&frames);
    return any;
}

// An error of one that did not start: an import that we do not give, or no room for its memory.
void refuse_start(wasmtime_error_t *error)
{
    char text[TEXT_MAX];

    if (has_run(error)) {
        end_by_error(error);
    }
    error_text(error, text, sizeof text);
    refuse_for_memory();
    refuse("it does not start: ", text, NULL);
}

static wasmtime_component_func_t start(const struct guests *guests, const struct request *request,
                                       wasmtime_component_t *component,
                                       const wasmtime_component_export_index_t *index, wasmtime_context_t **context)
{
    wasmtime_component_instance_t instance;
    wasmtime_component_func_t function;

    if (index == NULL) {
        refuse("it exports nothing to call", NULL);
    }
    *context = library.wasmtime_store_context(make_store(guests, request->limits.memory_bytes));
    give_wasi(*context, request);
    note_data();
    wasmtime_error_t *error =
        library.wasmtime_component_linker_instantiate(guests->linker, *context, component, &instance);
    if (error != NULL) {
        refuse_start(error);
    }
    if (!library.wasmtime_component_instance_get_func(&instance, *context, index, &function)) {
        refuse("what it exports is no function", NULL);
    }
    return function;
}

static void report_exhaustion(int32_t result)
{
    if ((result & RAN_OUT_OF_MEMORY) != 0) {
        static const char report[] = "{\"kind\":\"exhausted\",\"what\":\"memory\"}";
        tell_report(report, strlen(report));
    }
    if ((result & RECURSED_TOO_DEEP) != 0) {
        static const char report[] = "{\"kind\":\"exhausted\",\"what\":\"recursion\"}";
        tell_report(report, strlen(report));
    }
}

void run_guest_component(const struct guests *guests, const struct request *request)
{
    const struct seed *seed = &guests->seeds[request->guest];
    wasmtime_component_t *component = guests->components[request->guest];
    wasmtime_context_t *context = seed->context;
    wasmtime_component_func_t exec = seed->exec;
    wasmtime_component_val_t result = {0};

    if (component == NULL) {
        refuse("the worker was started without this guest", NULL);
    }
    if (seed->ready) {
        warm_memory(request->guest);
        give_wasi(context, request);
    } else {
        exec = start(guests, request, component,
                     library.wasmtime_component_get_export_index(component, NULL, EXEC, strlen(EXEC)), &context);
    }
    // The library copies it: what we point to stays ours.
    const wasmtime_component_val_t argument = {
        .kind = VALUE_STRING,
        .string = {.size = request->json_length, .data = (char *)(uintptr_t)request->json},
    };
    wasmtime_error_t *error = library.wasmtime_component_func_call(&exec, context, &argument, 1, &result, 1);
    if (error != NULL) {
        end_by_error(error);
    }
    if (result.kind != VALUE_S32) {
        refuse("its exec does not give an s32", NULL);
    }
    report_exhaustion(result.s32);
    end_run(HOW_EXIT, (uint32_t)result.s32 & CODE_MASK, "");
}

// `wasi:cli/run@0.2.n`, whichever n it was built for.
static wasmtime_component_export_index_t *run_index(wasm_engine_t *engine, wasmtime_component_t *component)
{
    static const char prefix[] = "wasi:cli/run@0.2.";
    wasmtime_component_type_t *type = library.wasmtime_component_type(component);
    wasmtime_component_extern_t *item;
    const char *name;
    size_t length;

    for (size_t i = 0; library.wasmtime_component_type_export_nth(type, engine, i, &name, &length, &item); i++) {
        if (length > strlen(prefix) && memcmp(name, prefix, strlen(prefix)) == 0) {
            wasmtime_component_export_index_t *outer =
                library.wasmtime_component_get_export_index(component, NULL, name, length);
            return outer == NULL
                       ? NULL
                       : library.wasmtime_component_get_export_index(component, outer, "run", strlen("run"));
        }
    }
    return NULL;
}

// `func() -> result`; of another one nobody could tell what its value says.
static bool is_run(const wasmtime_component_func_t *run, wasmtime_context_t *context)
{
    const wasmtime_component_func_type_t *type = library.wasmtime_component_func_type(run, context);
    wasmtime_component_valtype_t result = {0};

    return library.wasmtime_component_func_type_param_count(type) == 0 &&
           library.wasmtime_component_func_type_result(type, &result) && result.kind == TYPE_RESULT;
}

void run_command_component(const struct guests *guests, const struct request *request, wasmtime_component_t *component)
{
    wasmtime_context_t *context;
    wasmtime_component_val_t result = {0};
    wasmtime_component_func_t run =
        start(guests, request, component, run_index(guests->engine, component), &context);

    if (!is_run(&run, context)) {
        refuse("its run is not what a command's is: func() -> result", NULL);
    }
    wasmtime_error_t *error = library.wasmtime_component_func_call(&run, context, NULL, 0, &result, 1);
    if (error != NULL) {
        end_by_error(error);
    }
    end_run(HOW_EXIT, result.result.ok ? 0 : 1, "");
}
