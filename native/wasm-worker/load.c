// What a parent loads once: the engine, its guests, and what their imports get.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// The library keeps a guest's file open and maps its memory out of it for each instance. A child must have it where it
// was, and clear of the numbers that it gives to its own: so those below LIBRARY_DESCRIPTORS are taken meanwhile.
static int occupy_descriptors(void)
{
    int first = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);

    for (int descriptor = first + 1; descriptor < LIBRARY_DESCRIPTORS; descriptor++) {
        dup2(first, descriptor);
    }
    return first;
}

static void free_descriptors(int first)
{
    for (int descriptor = first; descriptor < LIBRARY_DESCRIPTORS; descriptor++) {
        close(descriptor);
    }
}

// Ours are closed by now, and lay between the library's.
static int above_the_library(void)
{
    int above = LIBRARY_DESCRIPTORS;

    for (int descriptor = LIBRARY_DESCRIPTORS; descriptor < 2 * LIBRARY_DESCRIPTORS; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0) {
            above = descriptor + 1;
        }
    }
    return above;
}

static wasmtime_error_t *load_command(struct guests *guests, enum guest guest, const char *path)
{
    wasmtime_module_t *module;
    wasmtime_error_t *error = library.wasmtime_module_deserialize_file(guests->engine, path, &module);

    return error != NULL ? error : link_command(guests->engine, module, &guests->commands[guest]);
}

// Or the end: the engine then has it made again.
static void load_artifact(struct guests *guests, enum guest guest, const char *path)
{
    int descriptor;
    char text[TEXT_MAX], checked[32];

    errno = 0;
    const char *problem = check_artifact(path, &descriptor);
    int number = problem == NULL ? 0 : errno;
    if (problem == NULL) {
        descriptor_path(descriptor, checked);
        wasmtime_error_t *error = is_command(guest)
                                      ? load_command(guests, guest, checked)
                                      : library.wasmtime_component_deserialize_file(guests->engine, checked,
                                                                                    &guests->components[guest]);
        close(descriptor);
        if (error != NULL) {
            error_text(error, text, sizeof text);
            problem = text;
        }
    }
    if (problem != NULL) {
        complain(path, ": ", problem, NULL);
        _exit(is_shortage(number, problem) ? EXIT_OURS : EXIT_ARTIFACT);
    }
}

static void load_artifacts(struct guests *guests, const struct options *options)
{
    bool any = false;
    int first = occupy_descriptors();

    for (int guest = 0; guest < GUESTS; guest++) {
        if (options->artifacts[guest] != NULL) {
            load_artifact(guests, (enum guest)guest, options->artifacts[guest]);
            load_warmth((enum guest)guest, options->artifacts[guest]);
            any = true;
        }
    }
    if (!any) {
        check_library_version(guests->engine); // else the artifacts have: each names the version it is for
    }
    guests->first_free_descriptor = above_the_library();
    free_descriptors(first);
}

void load_guests(struct guests *guests, const struct options *options)
{
    guests->owner = geteuid();
    guests->engine = make_engine(false);
    load_artifacts(guests, options);
    guests->linker = make_component_linker(guests->engine);
    if (guests->linker == NULL) {
        complain("library: it gives no WASI", NULL);
        _exit(EXIT_LIBRARY);
    }
    for (int guest = 0; guest < GUESTS; guest++) {
        if (guests->components[guest] != NULL) {
            make_seed(guests, (enum guest)guest);
        }
    }
}
