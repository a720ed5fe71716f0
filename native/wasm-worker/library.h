// What we use of Wasmtime's C API. The library comes without headers (out of a Python wheel), so these few
// declarations are ours; layouts and signatures are those of version 50, which compile.c checks.
#ifndef COFFERDAM_LIBRARY_H
#define COFFERDAM_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIBRARY_MAJOR "50"

// Opaque to us: they are only passed on.
typedef struct wasm_config wasm_config_t;
typedef struct wasm_engine wasm_engine_t;
typedef struct wasm_trap wasm_trap_t;
typedef struct wasm_functype wasm_functype_t;
typedef struct wasm_valtype wasm_valtype_t;
typedef struct wasi_config wasi_config_t;
typedef struct wasmtime_error wasmtime_error_t;
typedef struct wasmtime_store wasmtime_store_t;
typedef struct wasmtime_context wasmtime_context_t;
typedef struct wasmtime_caller wasmtime_caller_t;
typedef struct wasmtime_module wasmtime_module_t;
typedef struct wasmtime_linker wasmtime_linker_t;
typedef struct wasmtime_instance_pre wasmtime_instance_pre_t;
typedef struct wasmtime_component wasmtime_component_t;
typedef struct wasmtime_component_type wasmtime_component_type_t;
typedef struct wasmtime_component_extern wasmtime_component_extern_t;
typedef struct wasmtime_component_func_type wasmtime_component_func_type_t;
typedef struct wasmtime_component_linker wasmtime_component_linker_t;
typedef struct wasmtime_component_linker_instance wasmtime_component_linker_instance_t;
typedef struct wasmtime_component_export_index wasmtime_component_export_index_t;

typedef struct {
    size_t size;
    char *data;
} wasm_byte_vec_t;

typedef struct {
    size_t size;
    wasm_valtype_t **data;
} wasm_valtype_vec_t;

typedef struct {
    size_t size;
    void **data;
} wasm_frame_vec_t;

typedef struct {
    uint64_t store;
    size_t index;
} wasmtime_instance_t;

typedef struct {
    uint64_t store;
    void *pointer;
} wasmtime_func_t;

enum { EXTERN_FUNC = 0, EXTERN_MEMORY = 3 };

// 16 or 24 bytes: only passed back.
typedef struct {
    uint64_t room[3];
} wasmtime_memory_t;

typedef struct {
    uint8_t kind;
    union {
        wasmtime_func_t function;
        wasmtime_memory_t memory;
        uint64_t room[3];
    };
} wasmtime_extern_t;

typedef struct {
    uint8_t kind;
    union {
        int32_t i32;
        uint64_t room[3];
    };
} wasmtime_val_t;

typedef struct {
    uint64_t store;
    uint32_t index;
} wasmtime_component_instance_t;

typedef struct {
    uint64_t room[4];
} wasmtime_component_func_t;

enum { VALUE_BOOL = 0, VALUE_S32 = 5, VALUE_STRING = 12, VALUE_RESULT = 19, WASM_I32 = 0 };

typedef struct {
    uint8_t kind;
    union {
        int32_t s32;
        wasm_byte_vec_t string;
        struct {
            bool ok;
            void *value;
        } result;
        uint64_t room[3];
    };
} wasmtime_component_val_t;

// What a type is, numbered on its own.
enum { TYPE_RESULT = 19 };

typedef struct {
    uint8_t kind;
    uint64_t room[3];
} wasmtime_component_valtype_t;

_Static_assert(sizeof(wasmtime_extern_t) == 32, "as the library has it");
_Static_assert(sizeof(wasmtime_val_t) == 32, "as the library has it");
_Static_assert(sizeof(wasmtime_component_instance_t) == 16, "as the library has it");
_Static_assert(sizeof(wasmtime_component_val_t) == 32, "as the library has it");

typedef void (*library_finalizer)(void *data);
typedef wasm_trap_t *(*library_function)(void *data, wasmtime_caller_t *caller, const wasmtime_val_t *arguments,
                                         size_t argument_count, wasmtime_val_t *results, size_t result_count);
typedef wasmtime_error_t *(*library_component_function)(void *data, wasmtime_context_t *context,
                                                        const wasmtime_component_func_type_t *type,
                                                        wasmtime_component_val_t *arguments, size_t argument_count,
                                                        wasmtime_component_val_t *results, size_t result_count);

// X(result, name, parameters)
#define LIBRARY_FUNCTIONS(X)                                                                                          \
    X(wasm_config_t *, wasm_config_new, (void))                                                                       \
    X(wasm_engine_t *, wasm_engine_new_with_config, (wasm_config_t *))                                                \
    X(void, wasmtime_config_max_wasm_stack_set, (wasm_config_t *, size_t))                                            \
    X(void, wasmtime_config_async_stack_size_set, (wasm_config_t *, size_t))                                          \
    X(void, wasmtime_config_parallel_compilation_set, (wasm_config_t *, bool))                                        \
    X(void, wasmtime_config_concurrency_support_set, (wasm_config_t *, bool))                                         \
    X(wasmtime_error_t *, wasmtime_config_target_set, (wasm_config_t *, const char *))                                \
    X(void, wasm_byte_vec_delete, (wasm_byte_vec_t *))                                                                \
    X(void, wasmtime_error_delete, (wasmtime_error_t *))                                                              \
    X(wasmtime_error_t *, wasmtime_error_new, (const char *))                                                         \
    X(void, wasmtime_error_message, (const wasmtime_error_t *, wasm_byte_vec_t *))                                    \
    X(bool, wasmtime_error_exit_status, (const wasmtime_error_t *, int *))                                            \
    X(void, wasmtime_error_wasm_trace, (const wasmtime_error_t *, wasm_frame_vec_t *))                                \
    X(void, wasm_frame_vec_delete, (wasm_frame_vec_t *))                                                              \
    X(const wasm_byte_vec_t *, wasmtime_frame_func_name, (const void *))                                              \
    X(const wasm_byte_vec_t *, wasmtime_frame_module_name, (const void *))                                            \
    X(void, wasm_trap_trace, (const wasm_trap_t *, wasm_frame_vec_t *))                                               \
    X(void, wasm_trap_message, (const wasm_trap_t *, wasm_byte_vec_t *))                                              \
    X(wasm_trap_t *, wasmtime_trap_new, (const char *, size_t))                                                       \
    X(wasmtime_store_t *, wasmtime_store_new, (wasm_engine_t *, void *, library_finalizer))                           \
    X(void, wasmtime_store_delete, (wasmtime_store_t *))                                                              \
    X(wasmtime_context_t *, wasmtime_store_context, (wasmtime_store_t *))                                             \
    X(void, wasmtime_store_limiter, (wasmtime_store_t *, int64_t, int64_t, int64_t, int64_t, int64_t))                \
    X(wasmtime_error_t *, wasmtime_context_set_wasi, (wasmtime_context_t *, wasi_config_t *))                         \
    X(wasi_config_t *, wasi_config_new, (void))                                                                       \
    X(bool, wasi_config_set_argv, (wasi_config_t *, size_t, const char **))                                           \
    X(bool, wasi_config_set_env, (wasi_config_t *, size_t, const char **, const char **))                             \
    X(void, wasi_config_inherit_stdin, (wasi_config_t *))                                                             \
    X(void, wasi_config_inherit_stdout, (wasi_config_t *))                                                            \
    X(void, wasi_config_inherit_stderr, (wasi_config_t *))                                                            \
    X(bool, wasi_config_preopen_dir, (wasi_config_t *, const char *, const char *, bool))                             \
    X(wasmtime_error_t *, wasmtime_module_new, (wasm_engine_t *, const uint8_t *, size_t, wasmtime_module_t **))      \
    X(wasmtime_error_t *, wasmtime_module_serialize, (wasmtime_module_t *, wasm_byte_vec_t *))                        \
    X(wasmtime_error_t *, wasmtime_module_deserialize_file, (wasm_engine_t *, const char *, wasmtime_module_t **))    \
    X(wasmtime_error_t *, wasmtime_module_deserialize,                                                                \
      (wasm_engine_t *, const uint8_t *, size_t, wasmtime_module_t **))                                               \
    X(wasmtime_linker_t *, wasmtime_linker_new, (wasm_engine_t *))                                                    \
    X(void, wasmtime_linker_allow_shadowing, (wasmtime_linker_t *, bool))                                             \
    X(wasmtime_error_t *, wasmtime_linker_define_wasi, (wasmtime_linker_t *))                                         \
    X(wasmtime_error_t *, wasmtime_linker_define_func,                                                                \
      (wasmtime_linker_t *, const char *, size_t, const char *, size_t, const wasm_functype_t *, library_function,    \
       void *, library_finalizer))                                                                                    \
    X(bool, wasmtime_caller_export_get, (wasmtime_caller_t *, const char *, size_t, wasmtime_extern_t *))             \
    X(wasmtime_context_t *, wasmtime_caller_context, (wasmtime_caller_t *))                                           \
    X(uint8_t *, wasmtime_memory_data, (const wasmtime_context_t *, const wasmtime_memory_t *))                       \
    X(size_t, wasmtime_memory_data_size, (const wasmtime_context_t *, const wasmtime_memory_t *))                     \
    X(wasm_valtype_t *, wasm_valtype_new, (uint8_t))                                                                  \
    X(wasm_functype_t *, wasmtime_func_type, (const wasmtime_context_t *, const wasmtime_func_t *))                   \
    X(const wasm_valtype_vec_t *, wasm_functype_params, (const wasm_functype_t *))                                    \
    X(const wasm_valtype_vec_t *, wasm_functype_results, (const wasm_functype_t *))                                   \
    X(void, wasm_valtype_vec_new, (wasm_valtype_vec_t *, size_t, wasm_valtype_t *const *))                            \
    X(wasm_functype_t *, wasm_functype_new, (wasm_valtype_vec_t *, wasm_valtype_vec_t *))                             \
    X(wasmtime_error_t *, wasmtime_linker_instantiate_pre,                                                            \
      (const wasmtime_linker_t *, const wasmtime_module_t *, wasmtime_instance_pre_t **))                             \
    X(wasmtime_error_t *, wasmtime_instance_pre_instantiate,                                                          \
      (const wasmtime_instance_pre_t *, wasmtime_context_t *, wasmtime_instance_t *, wasm_trap_t **))                 \
    X(bool, wasmtime_instance_export_get,                                                                             \
      (wasmtime_context_t *, const wasmtime_instance_t *, const char *, size_t, wasmtime_extern_t *))                 \
    X(wasmtime_error_t *, wasmtime_func_call,                                                                         \
      (wasmtime_context_t *, const wasmtime_func_t *, const wasmtime_val_t *, size_t, wasmtime_val_t *, size_t,       \
       wasm_trap_t **))                                                                                               \
    X(wasmtime_error_t *, wasmtime_component_new,                                                                     \
      (const wasm_engine_t *, const uint8_t *, size_t, wasmtime_component_t **))                                      \
    X(wasmtime_error_t *, wasmtime_component_serialize, (const wasmtime_component_t *, wasm_byte_vec_t *))            \
    X(wasmtime_error_t *, wasmtime_component_deserialize_file,                                                        \
      (const wasm_engine_t *, const char *, wasmtime_component_t **))                                                 \
    X(wasmtime_error_t *, wasmtime_component_deserialize,                                                             \
      (const wasm_engine_t *, const uint8_t *, size_t, wasmtime_component_t **))                                      \
    X(wasmtime_component_type_t *, wasmtime_component_type, (const wasmtime_component_t *))                           \
    X(bool, wasmtime_component_type_export_nth,                                                                       \
      (const wasmtime_component_type_t *, const wasm_engine_t *, size_t, const char **, size_t *,                     \
       wasmtime_component_extern_t **))                                                                               \
    X(wasmtime_component_export_index_t *, wasmtime_component_get_export_index,                                       \
      (const wasmtime_component_t *, const wasmtime_component_export_index_t *, const char *, size_t))                \
    X(wasmtime_component_linker_t *, wasmtime_component_linker_new, (const wasm_engine_t *))                          \
    X(wasmtime_error_t *, wasmtime_component_linker_add_wasip2, (wasmtime_component_linker_t *))                      \
    X(wasmtime_component_linker_instance_t *, wasmtime_component_linker_root, (wasmtime_component_linker_t *))        \
    X(wasmtime_error_t *, wasmtime_component_linker_instance_add_instance,                                            \
      (wasmtime_component_linker_instance_t *, const char *, size_t, wasmtime_component_linker_instance_t **))        \
    X(wasmtime_error_t *, wasmtime_component_linker_instance_add_func,                                                \
      (wasmtime_component_linker_instance_t *, const char *, size_t, library_component_function, void *,              \
       library_finalizer))                                                                                            \
    X(void, wasmtime_component_linker_instance_delete, (wasmtime_component_linker_instance_t *))                      \
    X(wasmtime_error_t *, wasmtime_component_linker_instantiate,                                                      \
      (const wasmtime_component_linker_t *, wasmtime_context_t *, const wasmtime_component_t *,                       \
       wasmtime_component_instance_t *))                                                                              \
    X(bool, wasmtime_component_instance_get_func,                                                                     \
      (const wasmtime_component_instance_t *, wasmtime_context_t *, const wasmtime_component_export_index_t *,        \
       wasmtime_component_func_t *))                                                                                  \
    X(wasmtime_component_func_type_t *, wasmtime_component_func_type,                                                 \
      (const wasmtime_component_func_t *, wasmtime_context_t *))                                                      \
    X(size_t, wasmtime_component_func_type_param_count, (const wasmtime_component_func_type_t *))                     \
    X(bool, wasmtime_component_func_type_result,                                                                      \
      (const wasmtime_component_func_type_t *, wasmtime_component_valtype_t *))                                       \
    X(wasmtime_error_t *, wasmtime_component_func_call,                                                               \
      (const wasmtime_component_func_t *, wasmtime_context_t *, const wasmtime_component_val_t *, size_t,             \
       wasmtime_component_val_t *, size_t))

struct library {
#define X(result, name, parameters) result(*name) parameters;
    LIBRARY_FUNCTIONS(X)
#undef X
};

extern struct library library;

// Ends the process with EXIT_LIBRARY when the file is not the library we know.
void load_library(const char *path);

#endif
