// What each file gives to the others.
#ifndef COFFERDAM_PARTS_H
#define COFFERDAM_PARTS_H

#include "wire.h"

#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// complain.c: one line on stderr, made of the strings up to a NULL.
void complain(const char *first, ...) __attribute__((sentinel));
_Noreturn void usage(const char *mode);

// inherited.c: what a process got from its parent and may not keep.
void reset_signals(void);
void ignore_signals(void);
void close_from(unsigned first);
void leave_real_time(void);
void lift_limits(void);
int read_oom_score(char *text, size_t size);
void write_oom_score(const char *text);
bool write_file(const char *path, const char *text);

// clock.c: milliseconds that only go forward.
int64_t now_millis(void);
void pause_millis(int64_t millis);

// channel.c: whole messages over a stream socket.
enum { CHANNEL = 3 };
bool receive_all(int socket, void *into, size_t length);
bool send_all(int socket, const void *from, size_t length);
bool send_descriptor(int socket, enum record_type type, int descriptor);
void send_record(int socket, enum record_type type, int32_t value);
void send_failure(int socket, int flags, enum step step, int error, const char *text);
_Noreturn void give_up(enum step step, int error, const char *text);

// request.c
struct request {
    uint32_t flags;
    uint32_t umask;
    uint16_t columns;
    uint16_t rows;
    uint32_t limit_count;
    const unsigned char *limits; // unaligned: read through request_limit
    uint32_t filter_count;
    struct sock_filter *filter;
    char *directory;
    char **arguments;
    char **environment;
    void *body;
    size_t body_length;
};

struct request_limit {
    uint32_t resource;
    uint64_t soft;
    uint64_t hard;
};

void receive_request(struct request *request);
struct request_limit request_limit(const struct request *request, uint32_t index);
void release_request(struct request *request);

// terminal.c
void open_terminal(uint16_t columns, uint16_t rows);
void lead_session(bool terminal);

// filter.c
void install_filter(const struct request *request);

// inside.c: the first before the limits and the filter, the other after.
void look_inside(void);
void tell_inside(void);

// program.c
_Noreturn void become_program(const struct request *request);

// supervise.c
void prepare_supervision(void);
_Noreturn void supervise_program(struct request *request);

// cgroup.c: directories of one sandbox, one for each hierarchy.
enum { GROUPS_MAX = 32 };

struct groups {
    const char *paths[GROUPS_MAX];
    size_t count;
};

bool join_group(const char *path);
bool kill_groups(const struct groups *groups, int64_t within_millis);
size_t remove_groups(const struct groups *groups, int64_t within_millis);

// reap.c: the children that a subreaper collects.
int exit_value(int status);
pid_t read_pid_file(const char *path);
void kill_children(int64_t within_millis);

// owner.c: the watchdog's control socket.
#define NEVER INT64_MAX

enum verdict { GO_ON, OWNER_ASKS, OWNER_IS_GONE };

struct owner {
    int socket;
    int64_t deadline; // by now_millis, as the owner last set it; NEVER when it passed
    unsigned char queue[16 * sizeof(struct record)];
    size_t queued;
    unsigned char order[WIRE_DEADLINE_LENGTH];
    size_t ordered;
};

int64_t deadline_after(uint64_t millis);
void tell(struct owner *owner, enum record_type type, int32_t value, uint64_t extra);
void flush(struct owner *owner);
enum verdict listen_to(struct owner *owner);

// kept.c: a process that is confined and then becomes a program.
enum { KEPT_PATHS_MAX = 32 };

struct kept {
    const char *home; // where it stands, and the one directory that it may write to
    const char *joins[KEPT_PATHS_MAX];
    size_t join_count;
    const char *readable[KEPT_PATHS_MAX];
    size_t readable_count;
    int cpus; // at most so many; 0: a cgroup sees to it
    bool has_user;
    uid_t user;
    gid_t group;
    char **command;
};

_Noreturn void become_kept(const struct kept *kept, pid_t keeper);

// kept_calls.c
void install_kept_calls(void);

// The modes.
_Noreturn void launch_mode(void);
_Noreturn void watchdog_mode(char **arguments);
_Noreturn void userns_mode(void);
_Noreturn void rootless_mode(char **arguments);
_Noreturn void keep_mode(char **arguments);

#endif
