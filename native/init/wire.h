// What goes over the two sockets, byte for byte; README.md tells the same in prose.
// The Java side has its own copy of these numbers: change both or neither.
#ifndef COFFERDAM_WIRE_H
#define COFFERDAM_WIRE_H

#include <stdint.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the wire is little-endian, and so must we be");

// engine -> init: this header, then bodyLength bytes of request.
#define WIRE_MAGIC 0x31444643u // "CFD1"
#define WIRE_BODY_MAX (96u << 20)

struct wire_header {
    uint32_t magic;
    uint32_t body_length;
};

enum request_flag {
    REQUEST_TERMINAL = 1,
    REQUEST_SUPERVISE = 2,
    REQUEST_LISTENER = 4,
    REQUEST_INSIDE = 8,
    REQUEST_KNOWN = REQUEST_TERMINAL | REQUEST_SUPERVISE | REQUEST_LISTENER | REQUEST_INSIDE,
};

// engine -> init, after the listener or the look inside was received: go on and become the program.
#define WIRE_GO 'G'

// engine -> watchdog: 'D' is followed by a u64, milliseconds from now.
#define WIRE_DEADLINE 'D'
#define WIRE_KILL 'K'
#define WIRE_DEADLINE_LENGTH 9

// init -> engine (1..6), watchdog -> engine (3, 10..13), keep -> engine (3, 11, 12, 14, 15).
enum record_type {
    RECORD_TERMINAL = 1, // with the master as SCM_RIGHTS
    RECORD_LISTENER = 2, // with the seccomp listener as SCM_RIGHTS
    RECORD_FAILED = 3,   // value = errno, extra = step; u32 length and that many bytes follow
    RECORD_ENDED = 4,    // from a supervisor: value = the program's wait status
    RECORD_RUNS = 5,     // from a supervisor: the program runs, unless a RECORD_FAILED came before
    RECORD_INSIDE = 6,   // value = errno of syslog(2) or 0, extra = that many bytes of strings follow
    RECORD_RUNTIME_EXITED = 10,
    RECORD_STARTED = 11,
    RECORD_EXITED = 12,
    RECORD_GONE = 13,
    RECORD_USED = 14,     // of a kept process: value = most resident KiB, extra = microseconds of CPU time
    RECORD_CONFINED = 15, // of a kept process: value = 1 where Landlock holds it too
};

// The part of the work that a RECORD_FAILED is about.
enum step {
    STEP_REQUEST = 1,
    STEP_TERMINAL = 2,
    STEP_DIRECTORY = 3,
    STEP_LIMIT = 4,
    STEP_FILTER = 5,
    STEP_FORK = 6,
    STEP_PROGRAM = 7,
    STEP_JOIN = 8,
    STEP_RUNTIME = 9,
};

struct record {
    uint32_t type;
    int32_t value;
    uint64_t extra;
};

_Static_assert(sizeof(struct record) == 16, "a record is 16 bytes without holes");

// The text after a RECORD_FAILED is cut to this: an argv[0] may be megabytes long.
#define WIRE_TEXT_MAX 4096u

// The strings after a RECORD_INSIDE.
#define WIRE_INSIDE_MAX (40u << 10)

// Exit status of init and of the watchdog's child when they cannot become what they should.
enum exit_status {
    EXIT_OURS = 125,
    EXIT_NOT_EXECUTABLE = 126,
    EXIT_NOT_FOUND = 127,
};

#endif
