// wasm-worker: compiles WebAssembly guests, and runs each in a child of its own.
#include "parts.h"

#include <string.h>

static int usage(void)
{
    complain("usage: wasm-worker compile --library L IN.wasm OUT.cwasm\n"
             "       wasm-worker serve --library L [--python P.cwasm] [--js J.cwasm] [--science S.cwasm]\n"
             "                [--plain P.cwasm] [--once]   (a socket as stdin)\n"
             "       wasm-worker warm --library L FILE.cwasm REQUEST\n"
             "       wasm-worker time --library L FILE.cwasm ROUNDS",
             NULL);
    return EXIT_OURS;
}

static int serve_arguments(char **arguments, const char *library_path)
{
    struct options options = {.library = library_path};

    for (; *arguments != NULL; arguments++) {
        if (strcmp(*arguments, "--once") == 0) {
            options.once = true;
        } else if (strcmp(*arguments, "--python") == 0 && arguments[1] != NULL) {
            options.artifacts[GUEST_PYTHON] = *++arguments;
        } else if (strcmp(*arguments, "--js") == 0 && arguments[1] != NULL) {
            options.artifacts[GUEST_JS] = *++arguments;
        } else if (strcmp(*arguments, "--science") == 0 && arguments[1] != NULL) {
            options.artifacts[GUEST_SCIENCE] = *++arguments;
        } else if (strcmp(*arguments, "--plain") == 0 && arguments[1] != NULL) {
            options.artifacts[GUEST_PLAIN] = *++arguments;
        } else {
            return usage();
        }
    }
    return serve_command(&options);
}

int main(int count, char **arguments)
{
    if (count < 4 || strcmp(arguments[2], "--library") != 0) {
        return usage();
    }
    if (strcmp(arguments[1], "serve") == 0) {
        return serve_arguments(arguments + 4, arguments[3]);
    }
    if (strcmp(arguments[1], "compile") == 0 && count == 6) {
        return compile_command(arguments[3], arguments[4], arguments[5]);
    }
    if (strcmp(arguments[1], "warm") == 0 && count == 6) {
        return warm_command(arguments[3], arguments[4], arguments[5]);
    }
    if (strcmp(arguments[1], "time") == 0 && count == 6) {
        return time_command(arguments[3], arguments[4], arguments[5]);
    }
    return usage();
}
