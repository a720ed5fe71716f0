// An intruder's view: confined as a run is, then tries what a run must not do. One line for each: name and errno.
// A call that kills is tried in the order of the arguments' last: `probe CALL` tries that one alone.
#include "../parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void told(const char *name, long result)
{
    printf("%s %d\n", name, result < 0 ? errno : 0);
    fflush(stdout);
}

// A file with a set-id bit, by each way to make one, the gate too.
static void try_set_id(int folder)
{
    struct {
        uint64_t flags, mode, resolve;
    } how = {.flags = O_CREAT | O_WRONLY, .mode = 06755};
    long gated = gated_call(SYS_openat, folder, (long)"s3", O_CREAT | O_WRONLY, 04755, 0, 0);

    told("set-uid", openat(folder, "s1", O_CREAT | O_WRONLY, 04755));
    told("set-gid", openat(folder, "s2", O_CREAT | O_WRONLY, 02755));
    errno = (int)-gated;
    told("set-uid-gated", gated < 0 ? -1 : 0);
    told("set-uid-nameless", openat(folder, ".", O_TMPFILE | O_WRONLY, 04755));
    told("set-uid-openat2", syscall(437, folder, "s4", &how, sizeof how));
    told("no-set-id", openat(folder, "s5", O_WRONLY, 06755)); // of a file that is not there, so the mode is none
}

// Memory that is no process's, and files in the place of what is not watched.
static void try_unwatched(int folder)
{
    int file = openat(folder, "new", O_RDWR);

    told("shared", (long)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    told("shared-file", (long)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
    told("shared-checked", (long)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED_VALIDATE, file, 0));
    told("grows-down", (long)mmap(NULL, 1 << 30, PROT_READ | PROT_WRITE,
                                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0));
    told("memfd", syscall(SYS_memfd_create, "x", 0));
    told("dup2", dup2(file, 0));
    told("dup3", dup3(file, 0, O_CLOEXEC));
    told("close-0", close(0));
    told("close-1", close(1));
    told("close-2", close(2));
    told("close-3", close(STATUS_DESCRIPTOR));
    told("close", close(file));
}

static void try_quiet_ones(void)
{
    told("socket", socket(AF_INET, SOCK_STREAM, 0));
    told("unix", socket(AF_UNIX, SOCK_STREAM, 0));
    told("passwd", open("/etc/passwd", O_RDONLY));
    told("make", open("/tmp/made-by-probe", O_WRONLY | O_CREAT, 0600));
    told("proc", open("/proc/self/mem", O_RDWR));
    told("below", openat(FIRST_PREOPEN, "file", O_RDONLY));
    told("above", openat(FIRST_PREOPEN, "../outside", O_RDONLY));
    told("read-only", openat(FIRST_PREOPEN, "new", O_WRONLY | O_CREAT, 0600));
    told("writable", openat(FIRST_PREOPEN + 1, "new", O_WRONLY | O_CREAT, 0600));
    told("fifo", mknodat(FIRST_PREOPEN + 1, "fifo", S_IFIFO | 0600, 0));
    told("setuid", fchmodat(FIRST_PREOPEN + 1, "new", 04755, 0));
    told("chown", fchownat(FIRST_PREOPEN + 1, "new", 0, 0, 0));
    told("kill", kill(getppid(), 0));
    told("code", mprotect((void *)((uintptr_t)&errno & ~4095ul), 4096, PROT_READ | PROT_EXEC));
    told("new-code", (long)mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    told("setrlimit", syscall(SYS_prlimit64, 0, 7, &(uint64_t[2]){99999, 99999}, NULL));
    told("io_uring", syscall(425, 1, NULL));
    told("chroot", chroot("/"));
    told("dumpable", syscall(SYS_prctl, 4, 1, 0, 0, 0));
    try_set_id(FIRST_PREOPEN + 1);
    try_unwatched(FIRST_PREOPEN + 1);
}

static void try_deadly(const char *name)
{
    char *none[] = {NULL};

    if (strcmp(name, "execve") == 0) {
        execve("/bin/true", none, none);
    } else if (strcmp(name, "fork") == 0) {
        syscall(SYS_fork);
    } else if (strcmp(name, "clone") == 0) {
        syscall(SYS_clone, 17, 0, 0, 0, 0);
    } else if (strcmp(name, "ptrace") == 0) {
        syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0);
    } else if (strcmp(name, "unshare") == 0) {
        unshare(CLONE_NEWUSER);
    } else if (strcmp(name, "32-bit") == 0) {
        __asm__ volatile("int $0x80" : : "a"(20) : "memory");
    } else if (strcmp(name, "x32") == 0) {
        syscall(0x40000000 + SYS_getpid);
    }
    told(name, 0);
}

// descriptors: 3 the parent's pipe, 4 a directory to read, 5 one to write to.
int main(int count, char **arguments)
{
    struct request request = {
        .guest = GUEST_PYTHON,
        .preopens = {{.writable = false, .path = "/r"}, {.writable = true, .path = "/w"}},
        .preopen_count = 2,
        .limits = {.memory_bytes = 64 << 20, .disk_bytes = 1 << 20, .files = 10},
    };
    struct tally *tally = make_tally();

    tally->limits = request.limits;
    confine(&request, tally);
    if (count > 1) {
        try_deadly(arguments[1]);
    } else {
        try_quiet_ones();
    }
    return 0;
}
