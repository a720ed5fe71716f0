// The system calls that a kept process may make: what a JVM takes to run, to read and to write, and no more. There is no
// socket among them, no process and no way to another one. Any other call fails with EPERM.
#include "parts.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#ifndef SYS_faccessat2
#define SYS_faccessat2 439
#endif

static const int allowed[] = {
    // Files, as far as Landlock and the user's rights go
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_lseek, SYS_open, SYS_openat, SYS_close,
    SYS_stat, SYS_fstat, SYS_lstat, SYS_newfstatat, SYS_statx, SYS_statfs, SYS_fstatfs, SYS_access, SYS_faccessat,
    SYS_faccessat2, SYS_readlink, SYS_readlinkat, SYS_getcwd, SYS_getdents64, SYS_ftruncate, SYS_fcntl, SYS_fadvise64,
    SYS_ioctl, SYS_dup, SYS_dup2, SYS_dup3, SYS_pipe2,
    // Memory
    SYS_mmap, SYS_mprotect, SYS_munmap, SYS_mremap, SYS_madvise, SYS_mincore, SYS_brk, SYS_membarrier,
    // Threads, time, events
    SYS_futex, SYS_sched_yield, SYS_sched_getaffinity, SYS_set_robust_list, SYS_set_tid_address, SYS_rseq,
    SYS_arch_prctl, SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_times, SYS_restart_syscall, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_wait, SYS_epoll_pwait, SYS_eventfd2,
    SYS_poll, SYS_ppoll,
    // Itself
    SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrlimit,
    SYS_getrusage, SYS_getrandom, SYS_getcpu, SYS_sysinfo, SYS_uname, SYS_prctl, SYS_rt_sigaction, SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_sigaltstack, SYS_execve, SYS_exit, SYS_exit_group, SYS_sendmsg,
};

enum { ALLOWED = sizeof allowed / sizeof allowed[0], PROGRAM_MAX = 2 * ALLOWED + 32 };

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, what)
#define UNLESS_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define UNLESS_SET(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, skip)
#define REFUSED(error) (SECCOMP_RET_ERRNO | (error))

struct program {
    struct sock_filter code[PROGRAM_MAX];
    unsigned short length;
};

static void add(struct program *program, struct sock_filter instruction)
{
    program->code[program->length++] = instruction;
}

// The low halves of arguments: what is tested here are ints, and clone's flags that fit one.
static void add_tested_calls(struct program *program)
{
    const struct sock_filter tests[] = {
        UNLESS_EQUAL(SYS_clone, 4), LOAD(args[0]), UNLESS_SET(CLONE_THREAD, 1), RETURN(SECCOMP_RET_ALLOW),
        RETURN(REFUSED(EPERM)),
        UNLESS_EQUAL(SYS_tgkill, 4), LOAD(args[0]), UNLESS_EQUAL((uint32_t)getpid(), 1), RETURN(SECCOMP_RET_ALLOW),
        RETURN(REFUSED(EPERM)),
        UNLESS_EQUAL(SYS_prlimit64, 4), LOAD(args[0]), UNLESS_EQUAL(0, 1), RETURN(SECCOMP_RET_ALLOW),
        RETURN(REFUSED(EPERM)),
        // Its flags lie in memory, where no filter looks; the library then takes clone.
        UNLESS_EQUAL(SYS_clone3, 1), RETURN(REFUSED(ENOSYS)),
        RETURN(REFUSED(EPERM)),
    };

    for (size_t index = 0; index < sizeof tests / sizeof tests[0]; index++) {
        add(program, tests[index]);
    }
}

void install_kept_calls(void)
{
    static struct program program;

    add(&program, (struct sock_filter)LOAD(arch));
    add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0));
    add(&program, (struct sock_filter)RETURN(SECCOMP_RET_KILL_PROCESS));
    add(&program, (struct sock_filter)LOAD(nr));
    for (size_t index = 0; index < ALLOWED; index++) {
        add(&program, (struct sock_filter)UNLESS_EQUAL((uint32_t)allowed[index], 1));
        add(&program, (struct sock_filter)RETURN(SECCOMP_RET_ALLOW));
    }
    add_tested_calls(&program);
    const struct sock_fprog installed = {.len = program.length, .filter = program.code};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &installed) != 0) {
        give_up(STEP_FILTER, errno, "seccomp");
    }
}
