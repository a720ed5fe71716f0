// The system calls that a run may make. What is not named gives EPERM; what only an intruder would try kills. Calls
// that change memory or files are "watched": they trap into calls.c unless they come from its own gate.
//
// Wasmtime's WASI does everything through a few calls of its own and a thread or two of its runtime (tokio), so the
// list is short. sockets are not on it: WASI may offer them to a guest, which then gets "access denied".
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif

#define ALLOW SECCOMP_RET_ALLOW
#define TRAP SECCOMP_RET_TRAP
#define KILL SECCOMP_RET_KILL_PROCESS
#define FAIL(error) (SECCOMP_RET_ERRNO | (error))

enum { PROGRAM_MAX = 512 };

struct program {
    struct sock_filter code[PROGRAM_MAX];
    unsigned short length;
};

static void put(struct program *program, uint16_t code, uint32_t value, unsigned char yes, unsigned char no)
{
    program->code[program->length++] = (struct sock_filter){.code = code, .jt = yes, .jf = no, .k = value};
}

static void load(struct program *program, uint32_t offset)
{
    put(program, BPF_LD | BPF_W | BPF_ABS, offset, 0, 0);
}

static void load_number(struct program *program)
{
    load(program, offsetof(struct seccomp_data, nr));
}

static uint32_t low_of(int argument)
{
    return (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)argument);
}

static void decide(struct program *program, uint32_t verdict)
{
    put(program, BPF_RET | BPF_K, verdict, 0, 0);
}

// The number is loaded before and after each of these.
static void verdict_for(struct program *program, const int *calls, size_t count, uint32_t verdict)
{
    for (size_t i = 0; i < count; i++) {
        put(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i], 0, 1);
        decide(program, verdict);
    }
}

// begin_call … finish_call enclose what looks at one call's arguments and may decide; what does not fails.
static unsigned short begin_call(struct program *program, int call)
{
    put(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 0);
    return program->length;
}

static void finish_call(struct program *program, unsigned short begin, uint32_t verdict)
{
    decide(program, verdict);
    program->code[begin - 1].jf = (unsigned char)(program->length - begin);
}

// Decides when all bits of mask are as in value.
static void when_masked(struct program *program, int argument, uint32_t mask, uint32_t value, uint32_t verdict)
{
    load(program, low_of(argument));
    put(program, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
    put(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    decide(program, verdict);
}

static void when(struct program *program, int argument, uint32_t value, uint32_t verdict)
{
    when_masked(program, argument, ~0u, value, verdict);
}

// A watched call passes when the instruction before the pointer is the gate's.
static void watch(struct program *program)
{
    uint64_t gate = (uint64_t)(uintptr_t)gate_end;

    load(program, offsetof(struct seccomp_data, instruction_pointer));
    put(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)gate, 0, 3);
    load(program, offsetof(struct seccomp_data, instruction_pointer) + 4);
    put(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(gate >> 32), 0, 1);
    decide(program, ALLOW);
    decide(program, TRAP);
}

static void watch_call(struct program *program, int call)
{
    unsigned short begin = begin_call(program, call);

    watch(program);
    finish_call(program, begin, TRAP);
}

static void memory_calls(struct program *program, bool makes_code)
{
    unsigned short begin = begin_call(program, SYS_mmap);
    if (!makes_code) {
        when_masked(program, 2, PROT_EXEC, PROT_EXEC, FAIL(EPERM));
    }
    load(program, low_of(1) + 4); // 4 GiB and more: the reservation for a linear memory
    put(program, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1);
    decide(program, ALLOW);
    watch(program);
    finish_call(program, begin, TRAP);

    begin = begin_call(program, SYS_mprotect);
    if (!makes_code) {
        when_masked(program, 2, PROT_EXEC, PROT_EXEC, FAIL(EPERM));
    }
    load(program, low_of(2));
    put(program, BPF_JMP | BPF_JEQ | BPF_K, PROT_READ | PROT_WRITE, 1, 0);
    decide(program, ALLOW);
    watch(program);
    finish_call(program, begin, TRAP);
    load_number(program);
}

static void output_calls(struct program *program, bool watches)
{
    static const int calls[] = {SYS_write, SYS_writev};

    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        unsigned short begin = begin_call(program, calls[i]);
        if (watches) {
            load(program, low_of(0)); // our own output and the parent's pipe
            put(program, BPF_JMP | BPF_JGT | BPF_K, STATUS_DESCRIPTOR, 1, 0);
            decide(program, ALLOW);
            watch(program);
        }
        finish_call(program, begin, ALLOW);
    }
    load_number(program);
}

static void file_calls(struct program *program, bool watches)
{
    static const int calls[] = {SYS_pwrite64, SYS_pwritev, SYS_pwritev2, SYS_ftruncate, SYS_fallocate,
                                SYS_openat2,  SYS_mkdirat, SYS_symlinkat, SYS_linkat,   SYS_unlinkat,
                                SYS_renameat, SYS_renameat2};

    output_calls(program, watches);
    unsigned short begin = begin_call(program, SYS_openat);
    when_masked(program, 2, O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY), O_RDONLY, ALLOW);
    if (watches) {
        watch(program);
    }
    finish_call(program, begin, FAIL(EROFS));
    load_number(program);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (watches) {
            watch_call(program, calls[i]);
        } else if (calls[i] == SYS_openat2) { // its flags lie in memory: Landlock sees to it
            verdict_for(program, &calls[i], 1, ALLOW);
        } else {
            verdict_for(program, &calls[i], 1, FAIL(EROFS));
        }
        load_number(program);
    }
}

// Threads of this process, and nothing else that clone makes.
static void thread_calls(struct program *program)
{
    static const uint32_t thread = CLONE_VM | CLONE_THREAD | CLONE_SIGHAND;

    unsigned short begin = begin_call(program, SYS_clone);
    when_masked(program, 0, thread | CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | CLONE_PTRACE, thread,
                ALLOW);
    finish_call(program, begin, KILL);
    load_number(program);

    begin = begin_call(program, SYS_prctl);
    when(program, 0, PR_SET_NAME, ALLOW);
    finish_call(program, begin, FAIL(EPERM));
    load_number(program);

    begin = begin_call(program, SYS_tgkill); // abort
    when(program, 0, (uint32_t)getpid(), ALLOW);
    finish_call(program, begin, FAIL(EPERM));
    load_number(program);
}

static void descriptor_calls(struct program *program)
{
    static const uint32_t commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_ADD_SEALS, F_GET_SEALS};
    static const uint32_t requests[] = {TCGETS, FIONREAD, FIONBIO, TIOCGWINSZ};

    unsigned short begin = begin_call(program, SYS_fcntl);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        when(program, 1, commands[i], ALLOW);
    }
    finish_call(program, begin, FAIL(EPERM));
    load_number(program);

    begin = begin_call(program, SYS_ioctl);
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        when(program, 1, requests[i], ALLOW);
    }
    finish_call(program, begin, FAIL(ENOTTY));
    load_number(program);
}

static void plain_calls(struct program *program)
{
    static const int allowed[] = {
        SYS_read, SYS_readv, SYS_pread64, SYS_preadv, SYS_preadv2, SYS_lseek, SYS_close, SYS_fstat, SYS_newfstatat,
        SYS_statx, SYS_getdents64, SYS_fchdir, SYS_readlinkat, SYS_readlink, SYS_fsync, SYS_fdatasync, SYS_fadvise64,
        SYS_utimensat, SYS_fstatfs, SYS_memfd_create, SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_futex,
        SYS_sched_yield, SYS_sched_getaffinity, SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep,
        SYS_nanosleep, SYS_gettimeofday, SYS_getrandom, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_wait,
        SYS_epoll_pwait, SYS_epoll_pwait2, SYS_eventfd2, SYS_poll, SYS_ppoll, SYS_getpid, SYS_gettid, SYS_getuid,
        SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrlimit, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
        SYS_sigaltstack, SYS_set_robust_list, SYS_rseq, SYS_exit, SYS_exit_group, SYS_restart_syscall, SYS_seccomp};
    static const int intrusions[] = {SYS_execve, SYS_execveat, SYS_fork, SYS_vfork, SYS_ptrace, SYS_process_vm_readv,
                                     SYS_process_vm_writev, SYS_bpf, SYS_init_module, SYS_finit_module,
                                     SYS_kexec_load, SYS_mount, SYS_unshare, SYS_setns, SYS_userfaultfd, SYS_keyctl};
    static const int probes[] = {SYS_clone3, SYS_copy_file_range, SYS_sendfile, SYS_splice};

    verdict_for(program, allowed, sizeof allowed / sizeof allowed[0], ALLOW);
    verdict_for(program, intrusions, sizeof intrusions / sizeof intrusions[0], KILL);
    verdict_for(program, probes, sizeof probes / sizeof probes[0], FAIL(ENOSYS)); // each has a way round it
}

static bool install(const struct program *program)
{
    const struct sock_fprog filter = {.len = program->length, .filter = (struct sock_filter *)(uintptr_t)program->code};

    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}

bool install_call_filter(bool makes_code, bool watches_files)
{
    struct program program = {.length = 0};

    load(&program, offsetof(struct seccomp_data, arch));
    put(&program, BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
    decide(&program, KILL);
    load_number(&program);
    put(&program, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); // x32
    decide(&program, KILL);
    memory_calls(&program, makes_code);
    file_calls(&program, watches_files);
    thread_calls(&program);
    descriptor_calls(&program);
    plain_calls(&program);
    decide(&program, FAIL(EPERM));
    return install(&program);
}

// Once a module is compiled no memory becomes code any more.
void forbid_new_code(void)
{
    struct program program = {.length = 0};
    static const int calls[] = {SYS_mmap, SYS_mprotect};

    load_number(&program);
    for (size_t i = 0; i < 2; i++) {
        unsigned short begin = begin_call(&program, calls[i]);
        when_masked(&program, 2, PROT_EXEC, PROT_EXEC, FAIL(EPERM));
        finish_call(&program, begin, ALLOW);
    }
    decide(&program, ALLOW);
    if (!install(&program)) {
        refuse("no second filter", NULL);
    }
}
