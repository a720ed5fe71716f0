// What a kept process gives up before it becomes the program: rights, files, calls. Whatever cannot be given up ends it.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum { FILE_BYTES = 1 << 20, OPEN_FILES = 256, THREADS = 128 };

// As in linux/landlock.h, which may be older than the kernel.
enum {
    FILE_EXECUTE = 1 << 0,
    FILE_WRITE = 1 << 1,
    FILE_READ = 1 << 2,
    DIRECTORY_READ = 1 << 3,
    MAKE_FILE = 1 << 8,
    EVERYTHING_1 = (1 << 13) - 1,
    REFER = 1 << 13,        // 2
    TRUNCATE = 1 << 14,     // 3
    IOCTL_DEVICE = 1 << 15, // 5
    NETWORK = 3,            // 4: bind and connect of TCP
    SCOPES = 3,             // 6: abstract sockets, signals
    CREATE_VERSION = 1,
    RULE_PATH_BENEATH = 1,
};

struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

struct path_beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

static void limit(int resource, rlim_t to)
{
    struct rlimit now = {0};

    if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max < to) {
        to = now.rlim_max;
    }
    const struct rlimit lowered = {.rlim_cur = to, .rlim_max = to};
    if (setrlimit((__rlimit_resource_t)resource, &lowered) != 0) {
        give_up(STEP_LIMIT, errno, "rlimit");
    }
}

static void lower_limits(const struct kept *kept)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    limit(RLIMIT_MEMLOCK, 0);
    limit(RLIMIT_FSIZE, FILE_BYTES);
    limit(RLIMIT_NOFILE, OPEN_FILES);
    if (kept->has_user) {
        limit(RLIMIT_NPROC, THREADS); // of a user that nobody else is
    }
}

// Where no cgroup holds it to its share: no more CPUs than that, starting with the one that it is on.
static void pin(int cpus)
{
    cpu_set_t may;
    cpu_set_t set;
    int cpu = sched_getcpu();

    CPU_ZERO(&set);
    if (cpus <= 0) {
        return;
    }
    if (cpu < 0 || sched_getaffinity(0, sizeof may, &may) != 0) {
        give_up(STEP_LIMIT, errno, "affinity");
    }
    for (int tried = 0; tried < CPU_SETSIZE && cpus > 0; tried++, cpu = (cpu + 1) % CPU_SETSIZE) {
        if (CPU_ISSET(cpu, &may)) {
            CPU_SET(cpu, &set);
            cpus--;
        }
    }
    if (sched_setaffinity(0, sizeof set, &set) != 0) {
        give_up(STEP_LIMIT, errno, "affinity");
    }
}

static void allow(int rules, const char *path, uint64_t allowed)
{
    struct stat status;
    struct path_beneath rule = {.parent = open(path, O_PATH | O_CLOEXEC)};

    if (rule.parent < 0 || fstat(rule.parent, &status) != 0) {
        close(rule.parent);
        return; // what is not there needs no rule
    }
    rule.allowed = S_ISDIR(status.st_mode) ? allowed : allowed & ~(uint64_t)(DIRECTORY_READ | MAKE_FILE);
    if (syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &rule, 0) != 0) {
        give_up(STEP_DIRECTORY, errno, path);
    }
    close(rule.parent);
}

// The rules, or -1 where the kernel has no Landlock.
static int rules_on_files(const struct kept *kept)
{
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
    struct ruleset rules = {.files = EVERYTHING_1};

    if (version < 1) {
        return -1;
    }
    rules.files |= version >= 2 ? REFER : 0;
    rules.files |= version >= 3 ? TRUNCATE : 0;
    rules.files |= version >= 5 ? IOCTL_DEVICE : 0;
    rules.network = version >= 4 ? NETWORK : 0;
    rules.scoped = version >= 6 ? SCOPES : 0;
    int made = (int)syscall(SYS_landlock_create_ruleset, &rules, version >= 6 ? 24 : version >= 4 ? 16 : 8, 0);
    if (made < 0) {
        give_up(STEP_DIRECTORY, errno, "landlock");
    }
    allow(made, kept->home, FILE_READ | FILE_WRITE | DIRECTORY_READ | MAKE_FILE | (rules.files & TRUNCATE));
    for (size_t index = 0; index < kept->readable_count; index++) {
        allow(made, kept->readable[index], FILE_EXECUTE | FILE_READ | DIRECTORY_READ);
    }
    return made;
}

static void give_up_rights(const struct kept *kept, pid_t keeper)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}, {0}};

    if (kept->has_user && (setgroups(0, NULL) != 0 || setresgid(kept->group, kept->group, kept->group) != 0 ||
                           setresuid(kept->user, kept->user, kept->user) != 0)) {
        give_up(STEP_LIMIT, errno, "user");
    }
    if (syscall(SYS_capset, &header, none) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        give_up(STEP_LIMIT, errno, "privileges");
    }
    // Changing ids would take it away. Whoever kills the keeper ends what it keeps.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != keeper) {
        _exit(EXIT_OURS);
    }
}

void become_kept(const struct kept *kept, pid_t keeper)
{
    static char *environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};

    reset_signals();
    leave_real_time();
    write_oom_score("0");
    for (size_t index = 0; index < kept->join_count; index++) {
        if (!join_group(kept->joins[index])) {
            give_up(STEP_JOIN, errno, kept->joins[index]);
        }
    }
    if (chdir(kept->home) != 0) {
        give_up(STEP_DIRECTORY, errno, kept->home);
    }
    pin(kept->cpus);
    lower_limits(kept);
    int rules = rules_on_files(kept);
    give_up_rights(kept, keeper);
    if (rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
        give_up(STEP_DIRECTORY, errno, "landlock");
    }
    send_record(CHANNEL, RECORD_CONFINED, rules >= 0 ? 1 : 0);
    install_kept_calls();
    execve(kept->command[0], kept->command, environment);
    give_up(STEP_PROGRAM, errno, kept->command[0]);
}
