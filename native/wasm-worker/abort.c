// The library's host side ends its process where it gets no memory: for the program that is a limit reached, no signal.
#include "parts.h"

#include <signal.h>

// If it returns, abort() goes on to end the process.
static void on_abort(int signal)
{
    (void)signal;
    if (!host_lacks_memory()) {
        return;
    }
    if (!has_begun()) {
        refuse("compiling it takes more memory than its limit and 512 MiB more", NULL);
    }
    note_host_refused();
    end_trapped("out of memory: what it asked of the engine takes more than the memory limit and 64 MiB more", "");
}

void trap_abort(void)
{
    struct sigaction action = {.sa_handler = on_abort, .sa_flags = SA_NODEFER};

    sigaction(SIGABRT, &action, NULL);
}
