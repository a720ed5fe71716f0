// The seccomp filter: the last thing before the program, since it binds us as well.
#include "parts.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SECCOMP_FILTER_FLAG_NEW_LISTENER
#define SECCOMP_FILTER_FLAG_NEW_LISTENER (1UL << 3)
#endif
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

static long install(const struct sock_fprog *program, unsigned long flags)
{
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, program);
}

// Once the engine has read a notification, only SIGKILL interrupts the caller (Linux 5.19): otherwise a
// program with a timer could make the engine answer calls that are not there any more.
static long install_with_listener(const struct sock_fprog *program)
{
    long listener =
        install(program, SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV);

    if (listener < 0 && errno == EINVAL) {
        listener = install(program, SECCOMP_FILTER_FLAG_NEW_LISTENER);
    }
    return listener;
}

void install_filter(const struct request *request)
{
    const struct sock_fprog program = {
        .len = (unsigned short)request->filter_count,
        .filter = request->filter,
    };

    if (request->filter_count == 0) {
        return;
    }
    // The runtime has set it; without it the kernel would refuse the filter.
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if ((request->flags & REQUEST_LISTENER) == 0) {
        if (install(&program, 0) != 0) {
            give_up(STEP_FILTER, errno, "seccomp");
        }
        return;
    }
    long listener = install_with_listener(&program);
    if (listener < 0) {
        give_up(STEP_FILTER, errno, "seccomp");
    }
    if (!send_descriptor(CHANNEL, RECORD_LISTENER, (int)listener)) {
        _exit(EXIT_OURS);
    }
    close((int)listener);
}
