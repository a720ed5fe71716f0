// What a guest gets of the world: arguments, environment, three streams and the directories that were given. No
// sockets, which is what WASI has without being asked for more.
#include "parts.h"

#include <pthread.h>
#include <unistd.h>

enum { TABLE_ELEMENTS_MAX = 1 << 20, INSTANCES_MAX = 1000, TABLES_MAX = 1000, MEMORIES_MAX = 100 };

_Static_assert((int)MEMORIES_MAX <= (int)REGIONS_MAX, "each is watched");

static void give_directories(wasi_config_t *wasi, const struct request *request)
{
    for (size_t i = 0; i < request->preopen_count; i++) {
        const struct preopen *preopen = &request->preopens[i];
        // By its descriptor, not by a path, and without /proc.
        if (fchdir(FIRST_PREOPEN + (int)i) != 0 ||
            !library.wasi_config_preopen_dir(wasi, ".", preopen->path, preopen->writable)) {
            refuse("directory ", preopen->path, " cannot be opened", NULL);
        }
    }
}

static void give_all(wasmtime_context_t *context, const struct request *request)
{
    char text[TEXT_MAX];
    wasi_config_t *wasi = library.wasi_config_new();

    if (!library.wasi_config_set_argv(wasi, request->argument_count, request->arguments) ||
        !library.wasi_config_set_env(wasi, request->environment_count, request->names, request->values)) {
        refuse("an argument or a variable that is not UTF-8", NULL);
    }
    // Ours are the engine's pipes. The library writes to them on the guest's thread, at once: a pipe that is full makes
    // the guest wait, which is how its output is bounded, and what it wrote is out when it ends.
    library.wasi_config_inherit_stdin(wasi);
    library.wasi_config_inherit_stdout(wasi);
    library.wasi_config_inherit_stderr(wasi);
    give_directories(wasi, request);
    wasmtime_error_t *error = library.wasmtime_context_set_wasi(context, wasi);
    if (error != NULL) {
        error_text(error, text, sizeof text);
        fail(text, NULL);
    }
}

struct gift {
    wasmtime_context_t *context;
    const struct request *request;
};

static void *give_on_thread(void *data)
{
    const struct gift *gift = data;

    give_all(gift->context, gift->request);
    return NULL;
}

// On a thread of its own: random numbers of WASI begin with the library's generator of this thread. That of our only
// thread was begun in the parent, for its seeds, so that every fork would draw the same; a new thread's begins with the
// kernel's.
void give_wasi(wasmtime_context_t *context, const struct request *request)
{
    struct gift gift = {.context = context, .request = request};
    pthread_attr_t small; // its stack is memory, and a limit of the stack's can be anything
    pthread_t thread;

    if (pthread_attr_init(&small) != 0 || pthread_attr_setstacksize(&small, 1 << 20) != 0 ||
        pthread_create(&thread, &small, give_on_thread, &gift) != 0 || pthread_join(thread, NULL) != 0) {
        fail("no thread to draw random numbers on", NULL);
    }
}

// No limit on memory here: pages.c keeps it, for all memories together, and counts what it refuses.
// A table is no larger than the memory may be; of all tables together the kernel's bound is what data.c says.
wasmtime_store_t *make_store(const struct guests *guests, uint64_t memory)
{
    wasmtime_store_t *store = library.wasmtime_store_new(guests->engine, NULL, NULL);
    int64_t elements = TABLE_ELEMENTS_MAX;

    if (memory != 0 && memory / sizeof(void *) < TABLE_ELEMENTS_MAX) {
        elements = (int64_t)(memory / sizeof(void *));
    }
    library.wasmtime_store_limiter(store, -1, elements, INSTANCES_MAX, TABLES_MAX, MEMORIES_MAX);
    return store;
}
