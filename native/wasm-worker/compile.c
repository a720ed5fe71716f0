// compile --library L IN.wasm OUT.cwasm
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The library does not tell its version, but what it compiles begins with the major one and the target, each after
// its length; and the next ones of the same number read and write the same.
static bool names_version(const wasm_byte_vec_t *compiled)
{
    static const char begin[] = "\x02" LIBRARY_MAJOR "\x18x86_64-unknown-linux-gnu";

    return memmem(compiled->data, compiled->size, begin, strlen(begin)) != NULL;
}

static wasmtime_error_t *compile_module(wasm_engine_t *engine, const void *bytes, size_t length, wasm_byte_vec_t *out)
{
    wasmtime_module_t *module;
    wasmtime_error_t *error = library.wasmtime_module_new(engine, bytes, length, &module);

    return error != NULL ? error : library.wasmtime_module_serialize(module, out);
}

static wasmtime_error_t *compile_component(wasm_engine_t *engine, const void *bytes, size_t length,
                                           wasm_byte_vec_t *out)
{
    wasmtime_component_t *component;
    wasmtime_error_t *error = library.wasmtime_component_new(engine, bytes, length, &component);

    return error != NULL ? error : library.wasmtime_component_serialize(component, out);
}

void check_library_version(wasm_engine_t *engine)
{
    static const unsigned char empty[] = {0, 'a', 's', 'm', 1, 0, 0, 0};
    wasm_byte_vec_t compiled = {0};

    if (compile_module(engine, empty, sizeof empty, &compiled) != NULL || !names_version(&compiled)) {
        complain("library: it is not Wasmtime " LIBRARY_MAJOR, NULL);
        _exit(EXIT_LIBRARY);
    }
    library.wasm_byte_vec_delete(&compiled);
}

static void store(const char *path, const wasm_byte_vec_t *compiled)
{
    char hex[DIGEST_HEX + 1];
    struct stat file;

    digest(compiled->data, compiled->size, hex);
    if (!replace_file(path, compiled->data, compiled->size) || stat(path, &file) != 0 ||
        !write_stamp(path, &file, hex)) {
        complain(path, ": ", strerror(errno), NULL);
        _exit(EXIT_OURS);
    }
}

int compile_command(const char *library_path, const char *in, const char *out)
{
    wasm_byte_vec_t compiled = {0};
    char text[TEXT_MAX];
    size_t length;
    wasmtime_error_t *error;
    int descriptor = open(in, O_RDONLY | O_CLOEXEC);
    const void *bytes = descriptor < 0 ? NULL : map_file(descriptor, &length);

    if (bytes == NULL) {
        complain(in, ": ", errno == EINVAL ? "not a file with anything in it" : strerror(errno), NULL);
        return EXIT_MODULE;
    }
    load_library(library_path);
    wasm_engine_t *engine = make_engine(true);
    check_library_version(engine);
    switch (binary_kind(bytes, length)) {
    case BINARY_MODULE:
        error = compile_module(engine, bytes, length, &compiled);
        break;
    case BINARY_COMPONENT:
        error = compile_component(engine, bytes, length, &compiled);
        break;
    default:
        complain(in, ": neither a WebAssembly module nor a component", NULL);
        return EXIT_MODULE;
    }
    if (error != NULL) {
        error_text(error, text, sizeof text);
        complain(in, ": ", text, NULL);
        return EXIT_MODULE;
    }
    store(out, &compiled);
    return 0;
}
