// What goes over the socket, byte for byte; README.md tells the same in prose.
// The Java side has its own copy of these numbers: change both or neither.
#ifndef COFFERDAM_WIRE_H
#define COFFERDAM_WIRE_H

#include <stdint.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the wire is little-endian, and so must we be");

// Both ways: this, then `length` bytes of fields.
struct record {
    uint32_t type;
    uint32_t length;
    uint64_t id;
};

_Static_assert(sizeof(struct record) == 16, "a record is 16 bytes without holes");

// A field: this, then `length` bytes.
struct field {
    uint16_t tag;
    uint16_t zero;
    uint32_t length;
};

_Static_assert(sizeof(struct field) == 8, "a field's header is 8 bytes without holes");

#define REQUEST_MAX (16u << 20)
#define REPLY_MAX (1u << 20)

enum { DESCRIPTORS_MAX = 32 };

enum request_type { REQUEST_RUN = 1, REQUEST_KILL = 2 };

enum request_tag {
    ASK_GUEST = 1,
    ASK_REQUEST = 2,
    ASK_ARGUMENT = 3,
    ASK_ENVIRONMENT = 4,
    ASK_PREOPEN = 5,
    ASK_LIMITS = 6,
    ASK_CGROUP = 7,
    ASK_USER = 8, // two u32: the ids that the child takes on; without it, it keeps its own
    ASK_GROUP = 9,
};

enum limit_flag {
    LIMIT_FLAG_COMPILED = 1, // the module's descriptor is a .cwasm out of the engine's own cache
    LIMIT_FLAGS_KNOWN = 1,
};

// Field 6. 0 is "none" where README.md says so.
struct limits {
    uint64_t memory_bytes;
    uint64_t cpu_millis;
    uint64_t disk_bytes;
    uint64_t open_files;
    uint64_t files;
    uint64_t stack_bytes;
    uint64_t flags;
    uint64_t wall_millis; // the owner keeps the time; this is for one that is stopped
};

_Static_assert(sizeof(struct limits) == 64, "eight numbers");

enum reply_type { REPLY_STARTED = 1, REPLY_ENDED = 2 };

enum started_tag { STARTED_PID = 1, STARTED_CONFINEMENT = 2 };

enum ended_tag {
    ENDED_HOW = 1,
    ENDED_CODE = 2,
    ENDED_TEXT = 3,
    ENDED_USAGE = 4,
    ENDED_GUEST_REPORT = 5, // the guest's word: hostile
    ENDED_GROWTHS_REFUSED = 6,
    ENDED_OWN_REPORT = 7, // the worker's
    ENDED_CAUSE = 8,
};

enum how { HOW_EXIT = 0, HOW_TRAP = 1, HOW_SIGNAL = 2, HOW_REFUSED = 3, HOW_HOST = 4 };

// Field 4 of ENDED.
struct usage {
    uint64_t wall_micros;
    uint64_t cpu_micros;
    uint64_t memory_peak_bytes;
    uint64_t memory_peak_rss;
    uint64_t disk_bytes;
    uint64_t files;
};

_Static_assert(sizeof(struct usage) == 48, "six numbers");

enum { TEXT_MAX = 3072, CAUSE_MAX = 256, REPORT_MAX = 2048, REPORTS_MAX = 64 };

enum exit_status {
    EXIT_LIBRARY = 122,  // could not be loaded, or is of another version
    EXIT_ARTIFACT = 123, // a .cwasm was refused
    EXIT_MODULE = 124,   // compile: what was given is no WebAssembly that we take
    EXIT_OURS = 125,
};

#endif
