// Holds a user namespace open while the engine writes its maps and makes idmapped mounts with it.
#include "parts.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

void userns_mode(void)
{
    char byte = 'U';
    ssize_t got;

    ignore_signals(); // a Ctrl-C at the engine's terminal is the engine's business
    setsid();
    close_from(STDERR_FILENO + 1);
    if (unshare(CLONE_NEWUSER) != 0) {
        complain("cannot make a user namespace: ", strerror(errno), NULL);
        _exit(EXIT_OURS);
    }
    if (write(STDOUT_FILENO, &byte, 1) != 1) {
        _exit(EXIT_OURS);
    }
    do {
        got = read(STDIN_FILENO, &byte, 1);
    } while (got > 0 || (got < 0 && errno == EINTR));
    _exit(0);
}
