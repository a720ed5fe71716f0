// A seed is an instance of a guest that nobody has called yet, made once in the parent. A fork has a copy of it, which
// is as fresh as a new one and costs nothing. It knows no directory and no stream: a child gives it its WASI.
#include "parts.h"

#include <sys/prctl.h>

// The parent watches memory, too, so that a child knows where its guest's is and how much of it is in use.
static bool watch_memory(void)
{
    static bool watched;

    if (!watched) {
        trap_calls();
        watched = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && install_memory_filter();
    }
    return watched;
}

static bool sow(const struct guests *guests, enum guest guest, struct seed *seed)
{
    wasmtime_component_t *component = guests->components[guest];
    wasmtime_component_instance_t instance;

    if (!watch_memory()) {
        return false;
    }
    own_pages(guest);
    seed->context = library.wasmtime_store_context(make_store(guests, 0));
    wasmtime_error_t *error = library.wasmtime_context_set_wasi(seed->context, library.wasi_config_new());
    if (error == NULL) {
        error = library.wasmtime_component_linker_instantiate(guests->linker, seed->context, component, &instance);
    }
    if (error != NULL) {
        library.wasmtime_error_delete(error); // a child tries again, and says why
        return false;
    }
    wasmtime_component_export_index_t *index =
        library.wasmtime_component_get_export_index(component, NULL, EXEC, sizeof EXEC - 1);
    return index != NULL &&
           library.wasmtime_component_instance_get_func(&instance, seed->context, index, &seed->exec);
}

void make_seed(struct guests *guests, enum guest guest)
{
    struct seed *seed = &guests->seeds[guest];

    seed->ready = sow(guests, guest, seed);
    own_pages(GUESTS);
}
