// A spare: a child that was forked before anybody asked for it, and has the memory that a run begins with. It knows no
// more of anybody's run than any other child does; what it shall do comes in one letter, with its descriptors.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// A longer request, and there are few, is worth a fork of its own.
enum { LETTER_MAX = 64 << 10, LETTERS = STATUS_DESCRIPTOR + 1 };

union control {
    struct cmsghdr header; // aligns the bytes
    char bytes[CMSG_SPACE(DESCRIPTORS_MAX * sizeof(int))];
};

struct start {
    const struct guests *guests;
    int letters;
};

// Nothing of the parent's but the pipe to it: not the engine's socket, not another run's.
static int leave_descriptors(const struct guests *guests, int letters, int status)
{
    int pipe = fcntl(status, F_DUPFD_CLOEXEC, LIBRARY_DESCRIPTORS);
    int box = fcntl(letters, F_DUPFD_CLOEXEC, LIBRARY_DESCRIPTORS);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (pipe < 0 || box < 0 || null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
        dup2(pipe, STATUS_DESCRIPTOR) < 0 || dup2(box, LETTERS) < 0) {
        return -1;
    }
    close(pipe); // both may lie between the library's
    close(box);
    close_between(LETTERS + 1, LIBRARY_DESCRIPTORS - 1);
    close_between((unsigned)guests->first_free_descriptor, ~0u);
    return LETTERS;
}

static size_t take_descriptors(struct msghdr *message, int descriptors[DESCRIPTORS_MAX])
{
    struct cmsghdr *part = CMSG_FIRSTHDR(message);

    if (part == NULL || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) {
        return 0;
    }
    size_t bytes = part->cmsg_len - CMSG_LEN(0);
    memcpy(descriptors, CMSG_DATA(part), bytes);
    return bytes / sizeof(int);
}

static void wait_for_letter(const void *data, struct tally *tally, int status)
{
    static unsigned char payload[LETTER_MAX];
    const struct start *start = data;
    int descriptors[DESCRIPTORS_MAX];
    union control control;
    struct iovec piece = {.iov_base = payload, .iov_len = sizeof payload};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t got;
    int letters = leave_descriptors(start->guests, start->letters, status);

    if (letters < 0) {
        return;
    }
    for (int guest = 0; guest < GUESTS; guest++) {
        if (start->guests->seeds[guest].ready) {
            own_pages((enum guest)guest);
            warm_memory((enum guest)guest);
        }
    }
    do {
        got = recvmsg(letters, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got <= 0 || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
        return; // the parent has gone
    }
    size_t count = take_descriptors(&message, descriptors);
    run_request(start->guests, tally, payload, (size_t)got, descriptors, count, STATUS_DESCRIPTOR);
}

// Without one, a run begins with its fork.
void make_spare(struct spare *spare, const struct guests *guests)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        return;
    }
    struct start start = {.guests = guests, .letters = ends[1]};
    spare->child = fork_child(0, wait_for_letter, &start);
    close(ends[1]);
    if (spare->child == NULL) {
        close(ends[0]);
        return;
    }
    spare->letters = ends[0];
}

static bool post(int letters, const struct owner *owner)
{
    union control control;
    struct iovec piece = {.iov_base = owner->payload, .iov_len = owner->payload_length};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    size_t bytes = owner->descriptor_count * sizeof(int);

    if (bytes > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(bytes);
        memset(&control, 0, sizeof control);
        struct cmsghdr *part = CMSG_FIRSTHDR(&message);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(bytes);
        memcpy(CMSG_DATA(part), owner->descriptors, bytes);
    }
    return sendmsg(letters, &message, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)owner->payload_length;
}

// The spare as the child that does what the owner asks for; NULL where there is none that can.
struct child *send_spare(struct spare *spare, const struct owner *owner)
{
    if (spare->child == NULL || owner->payload_length > LETTER_MAX) {
        return NULL;
    }
    if (!post(spare->letters, owner)) {
        kill(spare->child->pid, SIGKILL); // what it has of the letter nobody knows
        lose_spare(spare);
        return NULL;
    }
    struct child *child = spare->child;
    child->id = owner->header.id;
    child->started = now_micros();
    note_groups(&child->groups, owner->payload, owner->payload_length);
    close(spare->letters);
    spare->child = NULL;
    return child;
}

// It is dead, or will be.
void lose_spare(struct spare *spare)
{
    close(spare->letters);
    release_child(spare->child);
    spare->child = NULL;
}
