// Outside of each sandbox: starts its runtime, keeps its deadline, and does not let it outlive its owner.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SANDBOX_CHANNEL = 4,
    FIRST_FREE = 5,
    KILL_MILLIS = 5000,
    SETTLE_MILLIS = 1000, // for the killed to become reapable
    REMOVE_MILLIS = 2000,
    RETRY_MILLIS = 100, // after a deadline's kill that left someone alive
};

struct watch {
    struct owner owner;
    int signals;
    pid_t runtime; // 0 once reaped
    pid_t sandbox; // 0 before it runs and once reaped
    const char *pid_file;
    char **command;
    struct groups groups;
    struct groups joins;
};

// ---- the runtime and what it leaves to us

static _Noreturn void run_runtime(const struct watch *watch, const char *oom_score)
{
    const char *name = watch->command[0];

    reset_signals();
    leave_real_time();
    lift_limits();
    write_oom_score(oom_score);
    for (size_t index = 0; index < watch->joins.count; index++) {
        if (!join_group(watch->joins.paths[index])) {
            // Outside its cgroup it would run without limits.
            send_failure(watch->owner.socket, MSG_DONTWAIT, STEP_JOIN, errno, watch->joins.paths[index]);
            _exit(EXIT_OURS);
        }
    }
    if (dup2(SANDBOX_CHANNEL, CHANNEL) == CHANNEL) {
        close(SANDBOX_CHANNEL);
        execv(name, watch->command); // not execvp: it gives what is no program to a shell
    }
    int error = errno;
    send_failure(watch->owner.socket, MSG_DONTWAIT, STEP_RUNTIME, error, name);
    _exit(error == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
}

static void start_runtime(struct watch *watch, const char *oom_score)
{
    pid_t runtime = fork();

    if (runtime == 0) {
        run_runtime(watch, oom_score);
    }
    if (runtime < 0) {
        send_failure(watch->owner.socket, MSG_DONTWAIT, STEP_FORK, errno, "fork");
        tell(&watch->owner, RECORD_RUNTIME_EXITED, EXIT_OURS, 0);
        return;
    }
    watch->runtime = runtime;
}

// The sandbox's first process is ours by now, alive or dead: its own parent was the runtime.
static void find_sandbox(struct watch *watch)
{
    siginfo_t unused = {0};
    pid_t sandbox = read_pid_file(watch->pid_file);

    if (sandbox > 0 && waitid(P_PID, (id_t)sandbox, &unused, WEXITED | WNOHANG | WNOWAIT) == 0) {
        watch->sandbox = sandbox;
        tell(&watch->owner, RECORD_STARTED, sandbox, 0);
    } else {
        tell(&watch->owner, RECORD_STARTED, 0, (uint64_t)errno);
    }
}

// Nobody else is reaped while the runtime runs: among the dead may be the sandbox, whose number we learn
// only from the runtime's pid file.
static void reap(struct watch *watch)
{
    int status;
    pid_t ended;

    if (watch->runtime > 0) {
        if (waitpid(watch->runtime, &status, WNOHANG) != watch->runtime) {
            return;
        }
        watch->runtime = 0;
        tell(&watch->owner, RECORD_RUNTIME_EXITED, exit_value(status), 0);
        if (exit_value(status) == 0) {
            find_sandbox(watch);
        }
    }
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
        if (ended == watch->sandbox) {
            watch->sandbox = 0;
            tell(&watch->owner, RECORD_EXITED, exit_value(status), WIFSIGNALED(status) ? (uint64_t)WTERMSIG(status) : 0);
        }
    }
}

// ---- the end

static bool kill_sandbox(struct watch *watch)
{
    // By number first: the runtime may not have reached its cgroup yet. Both are unreaped, so the numbers
    // cannot mean anyone else.
    if (watch->runtime > 0) {
        kill(watch->runtime, SIGKILL);
    }
    if (watch->sandbox > 0) {
        kill(watch->sandbox, SIGKILL);
    }
    bool empty = kill_groups(&watch->groups, KILL_MILLIS);
    kill_children(SETTLE_MILLIS);
    return empty;
}

static void settle(struct watch *watch)
{
    const int64_t until = now_millis() + SETTLE_MILLIS;

    reap(watch);
    while ((watch->runtime > 0 || watch->sandbox > 0) && now_millis() < until) {
        pause_millis(1);
        reap(watch);
    }
}

static _Noreturn void end(struct watch *watch, enum verdict verdict)
{
    (void)kill_sandbox(watch);
    settle(watch);
    size_t left = remove_groups(&watch->groups, REMOVE_MILLIS);

    tell(&watch->owner, RECORD_GONE, (int32_t)left, 0);
    flush(&watch->owner);
    // A stopped owner may still be told later; a dead one ends the wait.
    while (verdict == OWNER_ASKS && watch->owner.queued > 0) {
        struct pollfd owner = {.fd = watch->owner.socket, .events = POLLOUT};
        if (poll(&owner, 1, -1) < 0 && errno != EINTR) {
            break;
        }
        if ((owner.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
            break;
        }
        flush(&watch->owner);
    }
    _exit(0);
}

static int poll_millis(const struct watch *watch)
{
    int64_t left = watch->owner.deadline == NEVER ? NEVER : watch->owner.deadline - now_millis();

    if (left == NEVER) {
        return -1;
    }
    return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

static void drain_signals(int signals)
{
    struct signalfd_siginfo ignored[8];

    while (read(signals, ignored, sizeof ignored) > 0) {
    }
}

static _Noreturn void keep_watch(struct watch *watch)
{
    for (;;) {
        flush(&watch->owner);
        struct pollfd polled[] = {
            {.fd = watch->owner.socket, .events = (short)(POLLIN | (watch->owner.queued > 0 ? POLLOUT : 0))},
            {.fd = watch->signals, .events = POLLIN},
        };
        (void)poll(polled, 2, poll_millis(watch));
        drain_signals(watch->signals);
        reap(watch);
        enum verdict verdict = listen_to(&watch->owner);
        if (verdict != GO_ON) {
            end(watch, verdict);
        }
        if (watch->owner.deadline != NEVER && now_millis() >= watch->owner.deadline) {
            watch->owner.deadline = kill_sandbox(watch) ? NEVER : now_millis() + RETRY_MILLIS;
            reap(watch);
        }
    }
}

// ---- the beginning

static _Noreturn void wrong_arguments(void)
{
    usage("watchdog --deadline-ms N --pid-file FILE --cgroup DIR [--cgroup DIR…] [--join DIR…] -- RUNTIME "
          "[ARGUMENT…] (absolute paths; descriptors 3 and 4 are sockets)");
}

static void add_group(struct groups *groups, const char *path)
{
    if (groups->count == GROUPS_MAX) {
        wrong_arguments();
    }
    groups->paths[groups->count++] = path;
}

static uint64_t parse_millis(const char *text)
{
    char *end;

    if (*text < '0' || *text > '9') {
        wrong_arguments();
    }
    errno = 0;
    unsigned long long millis = strtoull(text, &end, 10);
    if (errno != 0 || *end != '\0') {
        wrong_arguments();
    }
    return millis;
}

static void parse_arguments(struct watch *watch, char **arguments)
{
    bool limited = false;

    for (; *arguments != NULL && strcmp(*arguments, "--") != 0; arguments += 2) {
        const char *value = arguments[1];
        if (value == NULL) {
            wrong_arguments();
        }
        if (strcmp(*arguments, "--deadline-ms") == 0) {
            watch->owner.deadline = deadline_after(parse_millis(value));
            limited = true;
            continue;
        }
        if (*value != '/') {
            wrong_arguments(); // we leave the current folder, so a relative path would change its meaning
        }
        if (strcmp(*arguments, "--pid-file") == 0) {
            watch->pid_file = value;
        } else if (strcmp(*arguments, "--cgroup") == 0) {
            add_group(&watch->groups, value);
        } else if (strcmp(*arguments, "--join") == 0) {
            add_group(&watch->joins, value);
        } else {
            wrong_arguments();
        }
    }
    if (!limited || watch->pid_file == NULL || watch->groups.count == 0 || *arguments == NULL || arguments[1] == NULL) {
        wrong_arguments();
    }
    watch->command = arguments + 1;
}

// Blocked, so that the death of a child wakes poll and NEVER interrupts anything else.
static int open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_SETMASK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

// The sandbox's descriptors are the runtime's alone: with our copies open nobody would see their end.
static void let_go_of_sandbox(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (null < 0 || dup2(null, descriptor) < 0) {
            close(descriptor);
        }
    }
    if (null > STDERR_FILENO) {
        close(null);
    }
    close(SANDBOX_CHANNEL);
    if (chdir("/") != 0) {
        return; // it only keeps a mount busy
    }
}

void watchdog_mode(char **arguments)
{
    static struct watch watch;
    char oom_score[16];

    parse_arguments(&watch, arguments);
    close_from(FIRST_FREE);
    setsid();
    ignore_signals();
    watch.signals = open_signals();
    // Out of the way of the sandbox's channel, which the runtime wants as 3.
    watch.owner.socket = fcntl(CHANNEL, F_DUPFD_CLOEXEC, FIRST_FREE);
    if (watch.owner.socket < 0 || watch.signals < 0 || fcntl(SANDBOX_CHANNEL, F_GETFD) < 0) {
        wrong_arguments();
    }
    close(CHANNEL);
    if (read_oom_score(oom_score, sizeof oom_score) < 0) {
        strcpy(oom_score, "0");
    }
    write_oom_score("-1000");
    // Here and not only inside, where raising it back takes a privilege that no sandbox has. It must come
    // in time itself, too.
    setpriority(PRIO_PROCESS, 0, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    start_runtime(&watch, oom_score);
    let_go_of_sandbox();
    keep_watch(&watch);
}
