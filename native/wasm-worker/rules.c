// The system calls that a run may make. Wasmtime's WASI does everything through a few calls of its own and a thread or
// two of its runtime (tokio), so the list is short. Sockets are not on it: WASI offers them to a guest, which then gets
// "access denied".
#include "rules.h"

#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>

// Newer than some headers.
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif

static const int allowed[] = {
    // Files that are open, and what lies below directories that are
    SYS_read, SYS_readv, SYS_pread64, SYS_preadv, SYS_preadv2, SYS_lseek, SYS_fstat, SYS_newfstatat,
    SYS_statx, SYS_fstatfs, SYS_getdents64, SYS_readlinkat, SYS_readlink, SYS_fchdir, SYS_fsync, SYS_fdatasync,
    SYS_fadvise64, SYS_utimensat,
    // Memory
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk,
    // Threads, time, events
    SYS_futex, SYS_sched_yield, SYS_sched_getaffinity, SYS_set_robust_list, SYS_rseq, SYS_clock_gettime,
    SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_restart_syscall, SYS_epoll_create1,
    SYS_epoll_ctl, SYS_epoll_wait, SYS_epoll_pwait, SYS_epoll_pwait2, SYS_eventfd2, SYS_poll, SYS_ppoll,
    // Itself
    SYS_getpid, SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrlimit, SYS_getrandom,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_exit, SYS_exit_group,
    SYS_seccomp, // a filter more can only take away
};

static const int intrusions[] = {
    SYS_execve, SYS_execveat, SYS_fork, SYS_vfork, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_bpf,
    SYS_init_module, SYS_finit_module, SYS_kexec_load, SYS_mount, SYS_unshare, SYS_setns, SYS_userfaultfd, SYS_keyctl,
};

// memfd_create would be memory that no limit of a process counts; without it the library copies where it would map.
static const int absent[] = {SYS_clone3, SYS_copy_file_range, SYS_sendfile, SYS_splice, SYS_memfd_create};

static const int changes[] = {
    SYS_pwrite64, SYS_pwritev, SYS_pwritev2, SYS_ftruncate, SYS_fallocate, SYS_mkdirat, SYS_symlinkat,
    SYS_linkat, SYS_unlinkat, SYS_renameat, SYS_renameat2,
};

const uint32_t descriptor_commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_ADD_SEALS, F_GET_SEALS};
const size_t descriptor_command_count = sizeof descriptor_commands / sizeof descriptor_commands[0];

const uint32_t device_requests[] = {TCGETS, FIONREAD, FIONBIO, TIOCGWINSZ};
const size_t device_request_count = sizeof device_requests / sizeof device_requests[0];

static void set_all(unsigned char rules[CALLS], const int *calls, size_t count, enum rule rule)
{
    for (size_t i = 0; i < count; i++) {
        rules[calls[i]] = (unsigned char)rule;
    }
}

void fill_rules(unsigned char rules[CALLS], const struct needs *needs)
{
    bool writes = needs->writes_files;

    memset(rules, RULE_REFUSE, CALLS);
    set_all(rules, allowed, sizeof allowed / sizeof allowed[0], RULE_ALLOW);
    set_all(rules, intrusions, sizeof intrusions / sizeof intrusions[0], RULE_KILL);
    set_all(rules, absent, sizeof absent / sizeof absent[0], RULE_ABSENT);
    set_all(rules, changes, sizeof changes / sizeof changes[0], writes ? RULE_WATCH : RULE_READ_ONLY);
    rules[SYS_write] = rules[SYS_writev] = writes ? RULE_OUTPUT : RULE_ALLOW;
    rules[SYS_openat] = writes ? RULE_OPEN : RULE_OPEN_TO_READ;
    // Its flags and mode lie in memory, where no filter looks: the handler does, and where nothing is writable Landlock
    // sees to it. Without this call (ENOSYS) the library finds no file of a given directory's own name.
    rules[SYS_openat2] = writes ? RULE_WATCH : RULE_ALLOW;
    rules[SYS_close] = RULE_CLOSE;
    rules[SYS_mmap] = RULE_MAP;
    rules[SYS_mprotect] = RULE_PROTECT;
    rules[SYS_clone] = RULE_THREAD;
    rules[SYS_prctl] = RULE_NAME;
    rules[SYS_tgkill] = RULE_OWN_SIGNAL;
    rules[SYS_fcntl] = RULE_DESCRIPTOR;
    rules[SYS_ioctl] = RULE_DEVICE;
    rules[SYS_prlimit64] = RULE_OWN_LIMITS;
}
