// Keeps one process that runs what nobody trusts: confines it before it begins (kept.c), ends it when its owner says
// so, is dead or its time is over, and tells how it ended. Not PID 1 of anything, and without a cgroup of its own.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_FREE = CHANNEL + 1, ANSWER_MILLIS = 5000 };

struct keeper {
    struct owner owner;
    int signals;
    pid_t process; // 0 once reaped
};

static _Noreturn void wrong_arguments(void)
{
    usage("keep --deadline-ms N --home DIR [--join DIR]… [--user UID:GID] [--cpus N] [--read PATH]… -- PROGRAM "
          "[ARGUMENT…] (descriptor 3 is a socket)");
}

static unsigned long number(const char *text, char end)
{
    char *rest;

    if (*text < '0' || *text > '9') {
        wrong_arguments();
    }
    errno = 0;
    unsigned long value = strtoul(text, &rest, 10);
    if (errno != 0 || *rest != end) {
        wrong_arguments();
    }
    return value;
}

static void add(const char **list, size_t *count, const char *value)
{
    if (*count == KEPT_PATHS_MAX || *value != '/') {
        wrong_arguments();
    }
    list[(*count)++] = value;
}

static void parse_option(struct kept *kept, struct owner *owner, const char *name, const char *value)
{
    if (strcmp(name, "--deadline-ms") == 0) {
        owner->deadline = deadline_after(number(value, '\0'));
    } else if (strcmp(name, "--home") == 0 && *value == '/') {
        kept->home = value;
    } else if (strcmp(name, "--join") == 0) {
        add(kept->joins, &kept->join_count, value);
    } else if (strcmp(name, "--read") == 0) {
        add(kept->readable, &kept->readable_count, value);
    } else if (strcmp(name, "--cpus") == 0) {
        kept->cpus = (int)number(value, '\0');
    } else if (strcmp(name, "--user") == 0 && strchr(value, ':') != NULL) {
        kept->user = (uid_t)number(value, ':');
        kept->group = (gid_t)number(strchr(value, ':') + 1, '\0');
        kept->has_user = true;
    } else {
        wrong_arguments();
    }
}

static void parse(struct kept *kept, struct owner *owner, char **arguments)
{
    for (; *arguments != NULL && strcmp(*arguments, "--") != 0; arguments += 2) {
        if (arguments[1] == NULL) {
            wrong_arguments();
        }
        parse_option(kept, owner, arguments[0], arguments[1]);
    }
    if (*arguments == NULL || arguments[1] == NULL || kept->home == NULL || owner->deadline == 0) {
        wrong_arguments();
    }
    const bool is_none = kept->user == (uid_t)-1 || kept->group == (gid_t)-1; // that leaves the ids as they are
    if (kept->has_user && (kept->user == 0 || kept->group == 0 || is_none)) {
        wrong_arguments(); // root would keep what it owns
    }
    kept->command = arguments + 1;
}

static int open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_SETMASK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

// The streams are the process's alone: with our copies open nobody would see their end.
static void let_go_of_streams(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        close(descriptor);
    }
}

static uint64_t micros(struct timeval time)
{
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

// Whether it has ended; what it used and how it ended are told then.
static bool reap(struct keeper *keeper)
{
    struct rusage used;
    int status;

    if (keeper->process > 0 && wait4(keeper->process, &status, WNOHANG, &used) == keeper->process) {
        keeper->process = 0;
        tell(&keeper->owner, RECORD_USED, (int32_t)used.ru_maxrss, micros(used.ru_utime) + micros(used.ru_stime));
        tell(&keeper->owner, RECORD_EXITED, exit_value(status),
             WIFSIGNALED(status) ? (uint64_t)WTERMSIG(status) : 0);
    }
    return keeper->process == 0;
}

// To an owner that is stopped it is told when that goes on; a dead one ends the wait.
static _Noreturn void say_and_end(struct keeper *keeper)
{
    for (flush(&keeper->owner); keeper->owner.queued > 0; flush(&keeper->owner)) {
        struct pollfd owner = {.fd = keeper->owner.socket, .events = POLLOUT};
        if (poll(&owner, 1, ANSWER_MILLIS) < 0 && errno != EINTR) {
            break;
        }
        if ((owner.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
            break;
        }
    }
    _exit(0);
}

static int wait_millis(const struct owner *owner)
{
    int64_t left = owner->deadline == NEVER ? 60000 : owner->deadline - now_millis();

    return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

static _Noreturn void keep(struct keeper *keeper)
{
    struct signalfd_siginfo ignored[8];

    for (;;) {
        flush(&keeper->owner);
        struct pollfd polled[] = {
            {.fd = keeper->owner.socket, .events = POLLIN},
            {.fd = keeper->signals, .events = POLLIN},
        };
        (void)poll(polled, 2, wait_millis(&keeper->owner));
        while (read(keeper->signals, ignored, sizeof ignored) > 0) {
        }
        if (reap(keeper)) {
            say_and_end(keeper);
        }
        bool late = keeper->owner.deadline != NEVER && now_millis() >= keeper->owner.deadline;
        if (listen_to(&keeper->owner) != GO_ON || late) {
            kill(keeper->process, SIGKILL);
            keeper->owner.deadline = NEVER;
            siginfo_t dead;
            while (waitid(P_PID, (id_t)keeper->process, &dead, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
            }
        }
    }
}

void keep_mode(char **arguments)
{
    static struct keeper keeper;
    static struct kept kept;

    parse(&kept, &keeper.owner, arguments);
    close_from(FIRST_FREE);
    setsid();
    ignore_signals();
    keeper.signals = open_signals();
    keeper.owner.socket = CHANNEL;
    if (fcntl(CHANNEL, F_SETFD, FD_CLOEXEC) != 0 || keeper.signals < 0) {
        wrong_arguments();
    }
    pid_t self = getpid();
    pid_t process = fork();
    if (process == 0) {
        become_kept(&kept, self);
    }
    if (process < 0) {
        give_up(STEP_FORK, errno, "fork");
    }
    keeper.process = process;
    tell(&keeper.owner, RECORD_STARTED, process, 0);
    let_go_of_streams();
    keep(&keeper);
}
