// A child: from the fork to the guest's first instruction.
#include "parts.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

// Streams, the parent's pipe, then the rest from FIRST_PREOPEN on, and nothing else: not the engine's socket, not
// another run's pipe. But for the files of the library's.
static void settle_descriptors(const struct guests *guests, const int *descriptors, size_t count, int status)
{
    int moved[DESCRIPTORS_MAX + 1];
    int aside = fcntl(status, F_DUPFD_CLOEXEC, LIBRARY_DESCRIPTORS);
    bool done = aside >= 0;

    for (size_t i = 0; i < count; i++) {
        moved[i] = fcntl(descriptors[i], F_DUPFD_CLOEXEC, LIBRARY_DESCRIPTORS);
        done = done && moved[i] >= 0;
    }
    done = done && dup2(aside, STATUS_DESCRIPTOR) >= 0;
    for (size_t i = 0; i < count; i++) {
        done = done && dup2(moved[i], i < 3 ? (int)i : FIRST_PREOPEN + (int)i - 3) >= 0;
    }
    if (!done) {
        _exit(EXIT_OURS);
    }
    close_between(FIRST_PREOPEN + (unsigned)count - 3, LIBRARY_DESCRIPTORS - 1);
    close_between((unsigned)guests->first_free_descriptor, ~0u);
}

// Those of the parent that a guest's process must not have.
static void reset_signals(void)
{
    sigset_t none;

    signal(SIGPIPE, SIG_IGN); // the guest gets EPIPE
    signal(SIGXFSZ, SIG_IGN); // … and EFBIG, should the host bound the size of files
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void run_request(const struct guests *guests, struct tally *tally, const unsigned char *payload, size_t length,
                 const int *descriptors, size_t count, int status)
{
    struct request request;

    if (count < 3) {
        // There is nothing to run it with, and the pipe is not in its place.
        if (dup2(status, STATUS_DESCRIPTOR) < 0) {
            _exit(EXIT_OURS);
        }
        refuse("not a request: no descriptors", NULL);
    }
    settle_descriptors(guests, descriptors, count, status);
    reset_signals();
    setsid();
    const char *problem = read_request(payload, length, count, &request);
    if (problem != NULL) {
        refuse("not a request: ", problem, NULL);
    }
    tally->limits = request.limits;
    confine(&request, tally);
    if (request.guest == GUEST_MODULE) {
        run_module(guests, &request);
    }
    run_guest_component(guests, &request);
}
