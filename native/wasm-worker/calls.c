// The calls that the filter traps arrive here as SIGSYS, in the thread that made them. Wasmtime makes most of its calls
// without libc, so this is the one place through which all of them go. Nothing here may use a trapped call but by
// gated_call, nor touch errno.
#include "parts.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_fallocate
#define SYS_fallocate 285
#endif

static long answer(long number, const long *arguments)
{
    switch (number) {
    case SYS_mmap:
        return watched_mmap(arguments);
    case SYS_mprotect:
        return watched_mprotect(arguments);
    case SYS_write:
    case SYS_writev:
    case SYS_pwrite64:
    case SYS_pwritev:
    case SYS_pwritev2:
        return watched_write(number, arguments);
    case SYS_ftruncate:
    case SYS_fallocate:
        return watched_size(number, arguments);
    case SYS_openat:
    case SYS_openat2:
        return watched_open(number, arguments);
    case SYS_mkdirat:
    case SYS_symlinkat:
    case SYS_linkat:
        return watched_making(number, arguments);
    case SYS_unlinkat:
    case SYS_renameat:
    case SYS_renameat2:
        return watched_removal(number, arguments);
    default:
        return -ENOSYS;
    }
}

static void on_trap(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)info;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const long arguments[6] = {registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
                               registers[REG_R10], registers[REG_R8],  registers[REG_R9]};
    int kept = errno;

    registers[REG_RAX] = answer(registers[REG_RAX], arguments);
    errno = kept;
}

void trap_calls(void)
{
    struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_NODEFER};

    sigaction(SIGSYS, &action, NULL);
}
