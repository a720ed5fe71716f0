// What a process got from its parent: signals, descriptors, its place in the OOM killer's list.
#include "parts.h"

#include <fcntl.h>
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
