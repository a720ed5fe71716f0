// time: how long an instance of a compiled guest takes to make, for the bench. A store and its WASI are made before.
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 100000 };

static double micros(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double time_component(const struct guests *guests, wasmtime_component_t *component)
{
    wasmtime_component_instance_t instance;
    wasmtime_store_t *store = make_store(guests, 0);
    wasmtime_context_t *context = library.wasmtime_store_context(store);

    library.wasmtime_context_set_wasi(context, library.wasi_config_new());
    double begin = micros();
    wasmtime_error_t *error =
        library.wasmtime_component_linker_instantiate(guests->linker, context, component, &instance);
    double took = micros() - begin;
    if (error != NULL) {
        char text[TEXT_MAX];
        error_text(error, text, sizeof text);
        complain(text, NULL);
        exit(EXIT_OURS);
    }
    library.wasmtime_store_delete(store);
    return took;
}

static double time_module(const struct guests *guests, const wasmtime_instance_pre_t *ready)
{
    wasmtime_instance_t instance;
    wasm_trap_t *trap = NULL;
    wasmtime_store_t *store = make_store(guests, 0);
    wasmtime_context_t *context = library.wasmtime_store_context(store);

    library.wasmtime_context_set_wasi(context, library.wasi_config_new());
    double begin = micros();
    wasmtime_error_t *error = library.wasmtime_instance_pre_instantiate(ready, context, &instance, &trap);
    double took = micros() - begin;
    if (error != NULL || trap != NULL) {
        complain("it does not instantiate", NULL);
        exit(EXIT_OURS);
    }
    library.wasmtime_store_delete(store);
    return took;
}

static const wasmtime_instance_pre_t *prepare_module(wasm_engine_t *engine, wasmtime_module_t *module)
{
    wasmtime_linker_t *linker = library.wasmtime_linker_new(engine);
    wasmtime_instance_pre_t *ready;

    if (library.wasmtime_linker_define_wasi(linker) != NULL ||
        library.wasmtime_linker_instantiate_pre(linker, module, &ready) != NULL) {
        complain("it needs imports that we do not give", NULL);
        exit(EXIT_OURS);
    }
    return ready;
}

int time_command(const char *library_path, const char *artifact, const char *count)
{
    long rounds = strtol(count, NULL, 10);
    wasmtime_component_t *component = NULL;
    wasmtime_module_t *module = NULL;
    const wasmtime_instance_pre_t *ready = NULL;
    int descriptor;
    char checked[32];
    const char *problem = check_artifact(artifact, &descriptor);

    if (rounds < 1 || rounds > ROUNDS_MAX || problem != NULL) {
        complain(artifact, ": ", problem == NULL ? "a number of rounds from 1 to 100000 is needed" : problem, NULL);
        return problem == NULL ? EXIT_OURS : EXIT_ARTIFACT;
    }
    descriptor_path(descriptor, checked);
    load_library(library_path);
    struct guests guests = {.engine = make_engine(false)};
    guests.linker = make_component_linker(guests.engine);
    if (library.wasmtime_component_deserialize_file(guests.engine, checked, &component) != NULL) {
        component = NULL;
        if (library.wasmtime_module_deserialize_file(guests.engine, checked, &module) != NULL) {
            complain(artifact, ": neither a component nor a module for this library", NULL);
            return EXIT_ARTIFACT;
        }
        ready = prepare_module(guests.engine, module);
    }
    double *took = calloc((size_t)rounds, sizeof *took);
    for (long i = 0; took != NULL && i < rounds; i++) {
        took[i] = component != NULL ? time_component(&guests, component) : time_module(&guests, ready);
    }
    if (took == NULL) {
        return EXIT_OURS;
    }
    qsort(took, (size_t)rounds, sizeof *took, ascending);
    printf("%.1f\n", took[rounds / 2]);
    return 0;
}
