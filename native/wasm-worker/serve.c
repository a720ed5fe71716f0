// serve: loads the library and the guests once, then forks a child for each request. One thread, so that a fork copies
// a state that nobody was in the middle of changing.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
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

enum { CHILDREN_MAX = 256, OWNER = 0, ENDED = 1, FIRST_CHILD = 2 };

struct server {
    struct owner owner;
    struct guests guests;
    struct child *children[CHILDREN_MAX];
    size_t child_count;
    struct spare spare;
    int ended; // signalfd of SIGCHLD
    bool once;
    uint64_t served;
};

// The kernel lets the main thread's stack grow up to the limit of the moment, and keeps 128 MiB free for it.
void make_room_for_stack(void)
{
    struct rlimit limit;
    const rlim_t wanted = WASM_STACK + HOST_STACK;

    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur >= wanted) {
        return;
    }
    limit.rlim_cur = wanted;
    if (setrlimit(RLIMIT_STACK, &limit) != 0) {
        complain("a stack limit of 64 MiB is needed, and the hard limit is below it", NULL);
        _exit(EXIT_OURS);
    }
}

// Each run has a pipe to us.
static void lift_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static void check_descriptors(void)
{
    int type, descriptor;
    socklen_t size = sizeof type;

    do { // a closed stream must not become something else of ours
        descriptor = open("/dev/null", O_RDWR);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    close(descriptor);
    if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM) {
        complain("descriptor 0 must be a socket of the engine's", NULL);
        _exit(EXIT_OURS);
    }
}

// What whoever started us ignores or blocks would decide how a run ends: SIGXCPU is its limit, SIGSYS its calls.
static void settle_signals(struct server *server)
{
    sigset_t ended;

    for (int number = 1; number < SIGRTMIN; number++) {
        signal(number, SIG_DFL);
    }
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_SETMASK, &ended, NULL);
    server->ended = signalfd(-1, &ended, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void prepare_process(struct server *server)
{
    check_descriptors();
    setsid(); // the keys of the owner's terminal are the owner's to heed
    settle_signals(server);
    prctl(PR_SET_PDEATHSIG, SIGCONT, 0, 0, 0); // one that is stopped would not see the end of its socket
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); // nobody of the same user looks into it or its children
    make_room_for_stack();
    lift_descriptor_limit();
    // A run's own runtime has little to do: one thread of it, one arena of memory. Its environment is ours, not the
    // guest's. Where the machine is busy it starts dozens of threads for files: 2 MiB of stack each would be too much.
    clearenv();
    setenv("TOKIO_WORKER_THREADS", "1", 1);
    setenv("RUST_MIN_STACK", "262144", 1);
    mallopt(M_ARENA_MAX, 1);
}

static void fail_to_start(struct server *server, uint64_t id, const char *why)
{
    struct fields fields = {0};

    add_number(&fields, ENDED_HOW, HOW_HOST);
    add_number(&fields, ENDED_CODE, 0);
    add_field(&fields, ENDED_TEXT, why, strlen(why));
    send_reply(server->owner.socket, REPLY_ENDED, id, &fields);
    release_fields(&fields);
}

static void start_run(struct server *server)
{
    struct owner *owner = &server->owner;
    struct child *child = NULL;

    if (server->child_count == CHILDREN_MAX) {
        fail_to_start(server, owner->header.id, "too many runs at once in one worker");
    } else {
        child = send_spare(&server->spare, owner);
        if (child == NULL) {
            child = start_child(&server->guests, owner);
        }
        if (child == NULL) {
            fail_to_start(server, owner->header.id, strerror(errno));
        } else {
            server->children[server->child_count++] = child;
        }
    }
    server->served++;
    forget_request(owner);
}

static void kill_run(struct server *server, uint64_t id)
{
    for (size_t i = 0; i < server->child_count; i++) {
        if (server->children[i]->id == id) {
            kill(server->children[i]->pid, SIGKILL);
        }
    }
}

// One that was asked twice will be asked again: the next run need not wait for its fork.
static void keep_spare(struct server *server)
{
    if (server->served >= 2 && !server->once && server->spare.child == NULL) {
        make_spare(&server->spare, &server->guests);
    }
}

static void reap(struct server *server)
{
    struct signalfd_siginfo ignored[8];
    struct rusage usage;
    int status;
    pid_t pid;
    bool any = false;

    while (read(server->ended, ignored, sizeof ignored) > 0) {
    }
    while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
        uint64_t micros = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
                          (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
        if (server->spare.child != NULL && server->spare.child->pid == pid) {
            lose_spare(&server->spare);
        }
        for (size_t i = 0; i < server->child_count; i++) {
            if (server->children[i]->pid == pid) {
                struct child *child = server->children[i];
                server->children[i] = server->children[--server->child_count];
                end_child(child, server->owner.socket, status, micros, (uint64_t)usage.ru_maxrss * 1024);
                any = true;
                break;
            }
        }
    }
    if (any) { // not for a spare that died: so might the next
        keep_spare(server);
    }
}

// The engine has gone, or speaks another language: nothing that runs for it stays.
static int leave(struct server *server)
{
    for (size_t i = 0; i < server->child_count; i++) {
        kill(server->children[i]->pid, SIGKILL);
    }
    for (size_t i = 0; i < server->child_count; i++) {
        waitpid(server->children[i]->pid, NULL, 0);
    }
    if (server->spare.child != NULL) {
        kill(server->spare.child->pid, SIGKILL);
        waitpid(server->spare.child->pid, NULL, 0);
    }
    remove_groups(server->children, server->child_count);
    return 0;
}

static bool hear(struct server *server)
{
    switch (listen_to_owner(&server->owner)) {
    case HEARD_REQUEST:
        start_run(server);
        return true;
    case HEARD_KILL:
        kill_run(server, server->owner.header.id);
        forget_request(&server->owner);
        return true;
    case HEARD_NOTHING:
        return true;
    case HEARD_END:
    default:
        return false;
    }
}

static int serve(struct server *server)
{
    while (!(server->once && server->served > 0 && server->child_count == 0)) {
        struct pollfd ready[FIRST_CHILD + CHILDREN_MAX] = {
            {.fd = server->owner.socket, .events = POLLIN},
            {.fd = server->ended, .events = POLLIN},
        };
        size_t count = server->child_count;
        for (size_t i = 0; i < count; i++) {
            ready[FIRST_CHILD + i] = (struct pollfd){.fd = server->children[i]->status, .events = POLLIN};
        }
        if (poll(ready, FIRST_CHILD + count, -1) < 0 && errno != EINTR) {
            return EXIT_OURS;
        }
        for (size_t i = 0; i < count; i++) {
            if (ready[FIRST_CHILD + i].revents != 0) {
                listen_to_child(server->children[i], server->owner.socket);
            }
        }
        if (ready[ENDED].revents != 0) {
            reap(server);
        }
        if (ready[OWNER].revents != 0 && !hear(server)) {
            return leave(server);
        }
    }
    return 0;
}

int serve_command(const struct options *options)
{
    static struct server server;

    server.owner.socket = STDIN_FILENO;
    server.once = options->once;
    prepare_process(&server);
    load_library(options->library);
    load_guests(&server.guests, options);
    return serve(&server);
}
