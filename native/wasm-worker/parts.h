// What each file gives to the others.
#ifndef COFFERDAM_PARTS_H
#define COFFERDAM_PARTS_H

#include "library.h"
#include "wire.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

// The guest's stack, a part of our main thread's; the rest is for host calls at the guest's deepest point.
#define WASM_STACK (48ull << 20)
#define HOST_STACK (16ull << 20)

enum { DIGEST_HEX = 64, PATH_BYTES = 4096 };

// complain.c: one line on stderr, made of the strings up to a NULL.
void complain(const char *first, ...) __attribute__((sentinel));

// shortage.c: whether an errno, or what a library said, is of a want that passes (descriptors, memory).
bool is_shortage(int number, const char *why);

// files.c
bool write_all(int descriptor, const void *bytes, size_t length);
bool replace_file(const char *path, const void *bytes, size_t length);
const void *read_file(int descriptor, size_t *length);
const void *map_file(int descriptor, size_t *length);

// descriptors.c
void close_between(unsigned first, unsigned last);

// digest.c
void digest(const void *bytes, size_t length, char hex[DIGEST_HEX + 1]);

// artifact.c
const char *check_artifact(const char *path, int *descriptor);
void descriptor_path(int descriptor, char into[32]);
bool write_stamp(const char *path, const struct stat *file, const char *hex);

// engine.c
enum binary_kind { BINARY_FOREIGN, BINARY_MODULE, BINARY_COMPONENT };

wasm_engine_t *make_engine(bool many_threads);
void error_text(wasmtime_error_t *error, char *into, size_t size);
void plain_text(const char *text, size_t length, char *into, size_t size);
enum binary_kind binary_kind(const void *bytes, size_t length);

// compile.c
int compile_command(const char *library_path, const char *in, const char *out);
void check_library_version(wasm_engine_t *engine);

// request.c: what is asked for, taken out of a payload by the child that will do it.
enum guest { GUEST_PYTHON, GUEST_JS, GUEST_SCIENCE, GUEST_PLAIN, GUEST_MODULE, GUESTS };

struct preopen {
    bool writable;
    const char *path;
};

struct request {
    enum guest guest;
    const char *json;
    size_t json_length;
    const char **arguments;
    size_t argument_count;
    const char **names; // of the environment
    const char **values;
    size_t environment_count;
    struct preopen preopens[DESCRIPTORS_MAX];
    size_t preopen_count;
    const char *cgroups[DESCRIPTORS_MAX];
    size_t cgroup_count;
    struct limits limits;
    bool has_user;
    uint32_t user;
    uint32_t group;
};

const char *read_request(const unsigned char *payload, size_t length, size_t descriptors, struct request *request);

// tally.c: what a run used and what was refused, in memory that the parent shares with the child, so that it is known
// of a killed one too. The parent takes it for the child's word: only numbers, and texts that it cuts.
struct tally {
    atomic_uint_least64_t memory;
    atomic_uint_least64_t memory_peak;
    atomic_uint_least64_t memory_refused; // how often
    atomic_uint_least64_t memory_asked;   // the most that would have been in use
    atomic_uint_least64_t disk;
    atomic_uint_least64_t disk_peak;
    atomic_uint_least64_t disk_refused;
    atomic_uint_least64_t files;
    atomic_uint_least64_t files_peak;
    atomic_uint_least64_t files_refused;
    char disk_path[512];
    char files_path[512];
    struct limits limits;
};

struct tally *make_tally(void);
bool keep_tally(struct tally *tally);
void release_tally(struct tally *tally);
void *own_memory(size_t size);
void release_memory(void *pages, size_t size);
void raise_to(atomic_uint_least64_t *peak, uint64_t value);

// reply.c: fields for the engine, in memory for REPLY_MAX bytes that no child gets.
struct fields {
    unsigned char *bytes;
    size_t length;
};

void add_field(struct fields *fields, uint16_t tag, const void *bytes, size_t length);
void add_number(struct fields *fields, uint16_t tag, uint32_t number);
void append_fields(struct fields *fields, const struct fields *more);
void release_fields(struct fields *fields);
bool send_reply(int socket, enum reply_type type, uint64_t id, const struct fields *fields);
void add_refusals(struct fields *fields, const struct tally *tally);

// status.c: what a child tells its parent over its own pipe; each at most PIPE_BUF long, so written whole.
enum status_kind { STATUS_CONFINED = 1, STATUS_GUEST_REPORT = 2, STATUS_ENDED = 3 };

struct status {
    uint32_t kind;
    uint32_t length;
};

struct ending {
    uint32_t how;
    uint32_t code;
    char cause[CAUSE_MAX]; // of a trap
    char text[TEXT_MAX];
};

void tell_parent(enum status_kind kind, const void *bytes, size_t length);
void tell_report(const char *report, size_t length);
_Noreturn void end_run(enum how how, uint32_t code, const char *text);
_Noreturn void end_trapped(const char *cause, const char *text);
_Noreturn void refuse(const char *first, ...) __attribute__((sentinel));
_Noreturn void fail(const char *first, ...) __attribute__((sentinel));

// run.c: one child.
enum { STATUS_DESCRIPTOR = 3, FIRST_PREOPEN = 4, LIBRARY_DESCRIPTORS = 64 };

struct seed {
    bool ready;
    wasmtime_context_t *context;
    wasmtime_component_func_t exec;
};

struct guests {
    wasm_engine_t *engine;
    wasmtime_component_t *components[GUESTS]; // NULL where not given
    wasmtime_instance_pre_t *commands[GUESTS]; // likewise
    struct seed seeds[GUESTS];
    wasmtime_component_linker_t *linker;
    int first_free_descriptor; // above those that the library keeps
    uid_t owner;               // who keeps compiled code: the parent's user, whoever a child becomes
};

struct groups {
    char names[2048]; // absolute paths, each with its NUL, in the order in which they can be removed
    size_t length;
};

struct child {
    uint64_t id;
    pid_t pid;
    int status;
    struct tally *tally;
    int64_t started;
    struct fields reports;
    unsigned guest_reports;
    bool confined;
    bool reaped;
    struct ending ending;
    bool ended;
    unsigned char held[8 + 4096]; // of a message that has not come whole
    size_t held_length;
    struct groups groups;
};

_Noreturn void run_request(const struct guests *guests, struct tally *tally, const unsigned char *payload,
                           size_t length, const int *descriptors, size_t count, int status);

// confine.c
enum { OPEN_FILES_MAX = 65536 };

void confine(const struct request *request, struct tally *tally);
bool may_write(const struct request *request);
void forbid_new_code(void);

// data.c: what RLIMIT_DATA bounds.
bool limit_memory(const struct request *request);
void end_compiling(const struct request *request);
void note_data(void);
bool host_lacks_memory(void);
bool has_begun(void);
uint64_t unwatched_data(uint64_t watched);

// abort.c
void trap_abort(void);

// landlock.c
int restrict_files(const struct request *request);

// filter.c: the calls that are left.
bool install_call_filter(bool makes_code, bool writes_files);
bool install_memory_filter(void);

// gate.c: the one place from which the calls that the filter traps may be made.
long gated_call(long number, long a, long b, long c, long d, long e, long f);
extern const char gate_end[];

// calls.c: answers the trapped calls.
void trap_calls(void);

// pages.c: linear memory against its limit.
enum { REGIONS_MAX = 128 };

long watched_mmap(const long *arguments);
long watched_mprotect(const long *arguments);
void own_pages(enum guest guest);
void prepare_pages(enum guest guest, struct tally *tally);
void *first_memory(size_t *length);
void refuse_for_memory(void);
void count_unwatched(enum how how, const char *cause);
void note_host_refused(void);
uint64_t watched_memory(void);

// ledger.c: an account for each file that the run made or made larger.
struct account {
    dev_t device;
    ino_t inode;
    uint64_t bytes; // charged, and not given back
    uint32_t names; // made, and not removed
    bool is_orphan; // no name is left, but somebody has it open
    bool is_open;   // … still, while usage.c looks
};

struct account *find_account(dev_t device, ino_t inode);
struct account *open_account(dev_t device, ino_t inode);
void close_account(struct account *account);

// usage.c: what files occupy. Used with the lock held, which no file call gives up before it is done.
void prepare_usage(struct tally *tally, bool writes);
void lock_usage(void);
void unlock_usage(void);
uint64_t occupied(const struct stat *file);
void charge_growth(const struct stat *before, const struct stat *after);
void charge_change(const struct stat *before, int descriptor);
void charge_unseen(uint64_t bytes);
void count_name(const struct stat *file, bool is_new);
void release_name(const struct stat *file);
uint64_t room_for(uint64_t wanted);

// disk.c: what is written against its limits.
void prepare_disk(const struct request *request, struct tally *tally);
long watched_write(long number, const long *arguments);
long watched_size(long number, const long *arguments);
long watched_open(long number, const long *arguments);
long watched_making(long number, const long *arguments);
long watched_removal(long number, const long *arguments);

// paths.c: what a guest calls a file.
void prepare_paths(const struct request *request);
void guest_path(int descriptor, const char *name, char *into, size_t size);

// wasi.c
void give_wasi(wasmtime_context_t *context, const struct request *request);
wasmtime_store_t *make_store(const struct guests *guests, uint64_t memory);

// seed.c
void make_seed(struct guests *guests, enum guest guest);

// warm.c
void load_warmth(enum guest guest, const char *path);
void warm_memory(enum guest guest);

// component.c
#define EXEC "exec"

wasmtime_component_linker_t *make_component_linker(wasm_engine_t *engine);
_Noreturn void run_guest_component(const struct guests *guests, const struct request *request);
_Noreturn void run_command_component(const struct guests *guests, const struct request *request,
                                     wasmtime_component_t *component);
_Noreturn void end_by_error(wasmtime_error_t *error);
_Noreturn void refuse_start(wasmtime_error_t *error);

// cause.c
_Noreturn void end_by_trap_error(const wasmtime_error_t *error);
_Noreturn void end_by_trap(const wasm_trap_t *trap);

// module.c
#define PREVIEW_1 "wasi_snapshot_preview1"

wasmtime_error_t *give_function(wasmtime_linker_t *linker, const char *module, const char *name, size_t parameters,
                                size_t results, library_function function);
wasmtime_error_t *give_preview_1(wasmtime_linker_t *linker);
_Noreturn void run_ready(const struct guests *guests, const struct request *request,
                         const wasmtime_instance_pre_t *ready, const char *entry, bool gives_code);
_Noreturn void run_module(const struct guests *guests, const struct request *request);

// command.c
bool is_command(enum guest guest);
wasmtime_error_t *link_command(wasm_engine_t *engine, const wasmtime_module_t *module, wasmtime_instance_pre_t **ready);
_Noreturn void run_command(const struct guests *guests, const struct request *request);

// children.c: the children of the parent.
struct owner;

struct child *fork_child(uint64_t id, void (*become)(const void *data, struct tally *tally, int status),
                         const void *data);
struct child *start_child(const struct guests *guests, const struct owner *owner);
void release_child(struct child *child);
void listen_to_child(struct child *child, int socket);
bool end_child(struct child *child, int socket, int status, uint64_t cpu_micros, uint64_t rss);
int64_t now_micros(void);

// spare.c: a child that was made before it is asked for.
struct spare {
    struct child *child; // NULL while there is none
    int letters;         // what it is asked for goes in here
};

void make_spare(struct spare *spare, const struct guests *guests);
struct child *send_spare(struct spare *spare, const struct owner *owner);
void lose_spare(struct spare *spare);

// groups.c: what stays of a run in the kernel when its engine is gone.
void note_groups(struct groups *groups, const unsigned char *payload, size_t length);
void remember_groups(const struct groups *groups);
void remove_groups(struct child *const *children, size_t count);

// owner.c: the engine's end.
struct owner {
    int socket;
    struct record header;
    size_t header_length;
    int descriptors[DESCRIPTORS_MAX];
    size_t descriptor_count;
    unsigned char *payload;
    size_t payload_length;
};

enum heard { HEARD_NOTHING, HEARD_REQUEST, HEARD_KILL, HEARD_END };

enum heard listen_to_owner(struct owner *owner);
void forget_request(struct owner *owner);

// load.c
struct options {
    const char *library;
    const char *artifacts[GUESTS];
    bool once;
};

void load_guests(struct guests *guests, const struct options *options);

// The commands.

int serve_command(const struct options *options);
void make_room_for_stack(void);
int warm_command(const char *library_path, const char *artifact, const char *request);
int time_command(const char *library_path, const char *artifact, const char *count);

#endif
