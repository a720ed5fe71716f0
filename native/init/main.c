// cofferdam-init: the one native program. Its first argument says which of its lives it leads.
#include "parts.h"

#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    const char *mode = count > 1 ? arguments[1] : "";

    if (strcmp(mode, "init") == 0 && count == 2) {
        launch_mode();
    }
    if (strcmp(mode, "watchdog") == 0) {
        watchdog_mode(arguments + 2);
    }
    if (strcmp(mode, "userns") == 0 && count == 2) {
        userns_mode();
    }
    if (strcmp(mode, "rootless") == 0) {
        rootless_mode(arguments + 2);
    }
    if (strcmp(mode, "keep") == 0) {
        keep_mode(arguments + 2);
    }
    usage("init | watchdog … | userns | keep … | rootless [--or-plain] -- COMMAND [ARGUMENT…]");
}
