// The children, seen from the parent. What one says is hostile: it is counted, cut and never waited for.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int64_t now_micros(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void release_child(struct child *child)
{
    if (child->status >= 0) {
        close(child->status);
    }
    if (child->tally != NULL) {
        release_tally(child->tally);
    }
    release_fields(&child->reports);
    release_memory(child, sizeof *child);
}

// With its tally and its pipe, of which `status` is the child's end; NULL and errno when there is no room for one more.
static struct child *make_child(uint64_t id, int *status)
{
    int ends[2];
    struct child *child = own_memory(sizeof *child);

    if (child == NULL) {
        return NULL;
    }
    child->status = -1;
    child->tally = make_tally();
    if (child->tally == NULL || pipe2(ends, O_CLOEXEC) != 0) {
        int error = errno;
        release_child(child);
        errno = error;
        return NULL;
    }
    child->id = id;
    child->status = ends[0];
    child->started = now_micros();
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    *status = ends[1];
    return child;
}

// A child that is nobody's yet: `become` is what it does. NULL and errno when there can be none.
struct child *fork_child(uint64_t id, void (*become)(const void *data, struct tally *tally, int status),
                         const void *data)
{
    int status;
    pid_t parent = getpid();
    struct child *child = make_child(id, &status);

    if (child == NULL) {
        return NULL;
    }
    struct tally *tally = child->tally; // what the child has of it: `child` is not in its memory
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        if (getppid() == parent) { // else it died before
            become(data, tally, status);
        }
        _exit(EXIT_OURS);
    }
    int error = errno;
    close(status);
    if (pid < 0) {
        release_child(child);
        errno = error;
        return NULL;
    }
    child->pid = pid;
    if (!keep_tally(tally)) {
        kill(pid, SIGKILL); // the next one could write to it
    }
    return child;
}

struct order {
    const struct guests *guests;
    const struct owner *owner;
};

static void obey(const void *data, struct tally *tally, int status)
{
    const struct order *order = data;
    const struct owner *owner = order->owner;

    run_request(order->guests, tally, owner->payload, owner->payload_length, owner->descriptors,
                owner->descriptor_count, status);
}

// What the owner asks for. NULL and errno when there can be no child.
struct child *start_child(const struct guests *guests, const struct owner *owner)
{
    struct order order = {.guests = guests, .owner = owner};
    struct child *child = fork_child(owner->header.id, obey, &order);

    if (child != NULL) {
        note_groups(&child->groups, owner->payload, owner->payload_length);
    }
    return child;
}

static bool take_ending(struct child *child, const unsigned char *bytes, size_t length)
{
    if (length < offsetof(struct ending, text) || length > sizeof child->ending || child->ended) {
        return false;
    }
    memset(&child->ending, 0, sizeof child->ending);
    memcpy(&child->ending, bytes, length);
    child->ending.cause[CAUSE_MAX - 1] = 0;
    child->ended = true;
    return true;
}

static void tell_started(const struct child *child, int socket, const unsigned char *text, size_t length)
{
    struct fields fields = {0};

    add_number(&fields, STARTED_PID, (uint32_t)child->pid);
    add_field(&fields, STARTED_CONFINEMENT, text, length < 256 ? length : 256);
    send_reply(socket, REPLY_STARTED, child->id, &fields);
    release_fields(&fields);
}

static bool take_confined(struct child *child, int socket, const unsigned char *text, size_t length)
{
    if (child->confined) {
        return false;
    }
    child->confined = true;
    tell_started(child, socket, text, length);
    return true;
}

static bool take_report(struct child *child, const unsigned char *report, size_t length)
{
    if (length > REPORT_MAX || child->guest_reports == REPORTS_MAX) {
        return false;
    }
    child->guest_reports++;
    add_field(&child->reports, ENDED_GUEST_REPORT, report, length);
    return true;
}

// Whether it is one that a run of ours sends, as often as it sends it.
static bool take_message(struct child *child, int socket, uint32_t kind, const unsigned char *bytes, size_t length)
{
    switch (kind) {
    case STATUS_CONFINED:
        return take_confined(child, socket, bytes, length);
    case STATUS_GUEST_REPORT:
        return take_report(child, bytes, length);
    case STATUS_ENDED:
        return take_ending(child, bytes, length);
    default:
        return false;
    }
}

// Somebody else speaks for it. One that could speak on would cost us time that no limit of the run's counts.
static void silence(struct child *child)
{
    if (!child->reaped) { // else its number may be another's
        kill(child->pid, SIGKILL);
    }
    close(child->status);
    child->status = -1;
}

// Whole messages out of what has come.
static void take_messages(struct child *child, int socket)
{
    struct status status;

    while (child->held_length >= sizeof status) {
        memcpy(&status, child->held, sizeof status);
        if (status.length > sizeof child->held - sizeof status) {
            silence(child);
            return;
        }
        size_t whole = sizeof status + status.length;
        if (child->held_length < whole) {
            return;
        }
        if (!take_message(child, socket, status.kind, child->held + sizeof status, status.length)) {
            silence(child);
            return;
        }
        child->held_length -= whole;
        memmove(child->held, child->held + whole, child->held_length);
    }
}

// What is there now, and not more of it at a time than a pipe holds: others wait, too.
void listen_to_child(struct child *child, int socket)
{
    for (int rounds = 0; child->status >= 0 && rounds < 32; rounds++) {
        ssize_t got = read(child->status, child->held + child->held_length, sizeof child->held - child->held_length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0 && errno == EAGAIN) {
            return;
        }
        if (got <= 0) {
            close(child->status);
            child->status = -1;
            return;
        }
        child->held_length += (size_t)got;
        take_messages(child, socket);
    }
}

static void add_how(struct fields *fields, const struct child *child, int status)
{
    const struct ending *ending = &child->ending;

    if (WIFSIGNALED(status)) {
        add_number(fields, ENDED_HOW, HOW_SIGNAL);
        add_number(fields, ENDED_CODE, (uint32_t)WTERMSIG(status));
    } else if (!child->ended || ending->how == HOW_SIGNAL || ending->how > HOW_HOST) {
        static const char text[] = "the run ended without a word";
        add_number(fields, ENDED_HOW, child->confined ? HOW_TRAP : HOW_HOST); // unconfined it runs only our code
        add_number(fields, ENDED_CODE, (uint32_t)WEXITSTATUS(status));
        add_field(fields, ENDED_TEXT, text, strlen(text));
        add_field(fields, ENDED_CAUSE, text, strlen(text));
    } else {
        add_number(fields, ENDED_HOW, ending->how);
        add_number(fields, ENDED_CODE, ending->code & 0xFF);
        add_field(fields, ENDED_TEXT, ending->text, strnlen(ending->text, TEXT_MAX));
        if (ending->how == HOW_TRAP) {
            add_field(fields, ENDED_CAUSE, ending->cause, strcspn(ending->cause, "\n"));
        }
    }
}

// The child is reaped: says so to the engine, and forgets it.
bool end_child(struct child *child, int socket, int status, uint64_t cpu_micros, uint64_t rss)
{
    struct fields fields = {0};

    child->reaped = true;
    listen_to_child(child, socket); // its last words are in the pipe
    struct usage usage = {
        .wall_micros = (uint64_t)(now_micros() - child->started),
        .cpu_micros = cpu_micros,
        .memory_peak_bytes = atomic_load(&child->tally->memory_peak),
        .memory_peak_rss = rss,
        .disk_bytes = atomic_load(&child->tally->disk_peak),
        .files = atomic_load(&child->tally->files_peak),
    };
    add_how(&fields, child, status);
    add_field(&fields, ENDED_USAGE, &usage, sizeof usage);
    add_refusals(&fields, child->tally);
    if (child->reports.length > 0) {
        append_fields(&fields, &child->reports);
    }
    bool sent = send_reply(socket, REPLY_ENDED, child->id, &fields);
    release_fields(&fields);
    remember_groups(&child->groups);
    release_child(child);
    return sent;
}
