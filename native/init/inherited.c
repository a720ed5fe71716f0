// What a process got from its parent: signals, descriptors, limits, priority, its place in the OOM killer's list.
#include "parts.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

enum { SIGNALS = 64, SIGNAL_SET_BYTES = 8 };

// The kernel's own struct, rt_sigaction(2): the library refuses the two signals it keeps for itself,
// and a parent may have left those ignored too.
struct kernel_action {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    uint64_t mask;
};

static void set_disposition(int signal, void (*handler)(int))
{
    const struct kernel_action action = {.handler = handler};

    syscall(SYS_rt_sigaction, signal, &action, NULL, SIGNAL_SET_BYTES);
}

void reset_signals(void)
{
    const uint64_t none = 0;

    for (int signal = 1; signal <= SIGNALS; signal++) {
        set_disposition(signal, SIG_DFL); // SIGKILL and SIGSTOP refuse, and need no reset
    }
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, SIGNAL_SET_BYTES);
}

// All but SIGCHLD (ignoring it would lose exit statuses) and our own faults.
void ignore_signals(void)
{
    reset_signals();
    for (int signal = 1; signal <= SIGNALS; signal++) {
        switch (signal) {
        case SIGCHLD:
        case SIGSEGV:
        case SIGBUS:
        case SIGFPE:
        case SIGILL:
        case SIGABRT:
        case SIGTRAP:
        case SIGSYS:
            break;
        default:
            set_disposition(signal, SIG_IGN);
        }
    }
}

void close_from(unsigned first)
{
    struct rlimit limit;

    if (syscall(SYS_close_range, first, ~0u, 0) == 0) {
        return;
    }
    // Before Linux 5.9, or under a filter that does not know the call.
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > 1u << 20) {
        limit.rlim_cur = 1u << 20;
    }
    for (unsigned descriptor = first; descriptor < limit.rlim_cur; descriptor++) {
        close((int)descriptor);
    }
}

bool write_file(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);

    if (file < 0) {
        return false;
    }
    bool written = write(file, text, strlen(text)) == (ssize_t)strlen(text);
    close(file);
    return written;
}

#define OOM_SCORE "/proc/self/oom_score_adj"

// Length, or -1.
int read_oom_score(char *text, size_t size)
{
    int file = open(OOM_SCORE, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return -1;
    }
    ssize_t length = read(file, text, size - 1);
    close(file);
    if (length < 0) {
        return -1;
    }
    text[length] = '\0';
    return (int)length;
}

// Best effort: lowering it needs CAP_SYS_RESOURCE, and /proc may not be there.
void write_oom_score(const char *text)
{
    (void)write_file(OOM_SCORE, text);
}

// A real-time policy takes no right to keep, and on cgroup v1 no group without a share of it may be joined.
void leave_real_time(void)
{
    sched_setscheduler(0, SCHED_OTHER, &(struct sched_param){0});
}

static void lift(int resource, rlim_t to, bool soft)
{
    struct rlimit limit;

    if (getrlimit((__rlimit_resource_t)resource, &limit) != 0) {
        return;
    }
    const struct rlimit lifted = {.rlim_cur = soft ? to : limit.rlim_cur, .rlim_max = to};
    if (setrlimit((__rlimit_resource_t)resource, &lifted) != 0 && soft) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit((__rlimit_resource_t)resource, &limit);
    }
}

static rlim_t descriptors_max(void)
{
    char text[24];
    rlim_t number = 0;
    int file = open("/proc/sys/fs/nr_open", O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, text, sizeof text);

    close(file);
    for (ssize_t at = 0; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        number = number * 10 + (rlim_t)(text[at] - '0');
    }
    return number;
}

// PID 1 sets the program's limits, and from inside its user namespace it can only lower those it finds. That
// namespace also keeps the soft ones of its birth, for processes, locked memory, signals and queues, as
// ceilings for all who live in it. So the runtime gets what we may give. Not nice and rtprio, of which much
// is a privilege; and the runtime's own stack, core and descriptors stay as they are.
void lift_limits(void)
{
    static const int all[] = {
        RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA,       RLIMIT_RSS,      RLIMIT_NPROC,  RLIMIT_MEMLOCK,
        RLIMIT_AS,  RLIMIT_LOCKS, RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_RTTIME,
    };

    for (size_t index = 0; index < sizeof all / sizeof all[0]; index++) {
        lift(all[index], RLIM_INFINITY, true);
    }
    lift(RLIMIT_STACK, RLIM_INFINITY, false);
    lift(RLIMIT_CORE, RLIM_INFINITY, false);
    const rlim_t descriptors = descriptors_max();
    if (descriptors > 0) {
        lift(RLIMIT_NOFILE, descriptors, false);
    }
}
