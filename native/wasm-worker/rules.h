// Which system call is treated how: decided in rules.c, made a program of in filter.c.
#ifndef COFFERDAM_RULES_H
#define COFFERDAM_RULES_H

#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rule {
    RULE_REFUSE, // EPERM, for whatever is not named
    RULE_ALLOW,
    RULE_KILL,         // only an intruder would
    RULE_ABSENT,       // ENOSYS: who asks has a way round it
    RULE_READ_ONLY,    // EROFS: no directory is writable
    RULE_OPEN_TO_READ, // the same for openat
    RULE_WATCH,        // calls.c answers
    RULE_MAP,          // … for the reservations of linear memories; none that is shared or a stack
    RULE_PROTECT,      // … for memory that becomes writable
    RULE_OUTPUT,       // … but for our own streams
    RULE_OPEN,         // … for what may change a file; no set-id bit
    RULE_CLOSE,        // not our streams and the parent's pipe: RULE_OUTPUT trusts them
    RULE_THREAD,       // of this process only
    RULE_NAME,         // prctl: a thread's name
    RULE_OWN_SIGNAL,
    RULE_DESCRIPTOR, // fcntl
    RULE_DEVICE,     // ioctl
    RULE_OWN_LIMITS, // prlimit64, while a module is compiled: lowered then
};

enum { CALLS = 512 };

struct needs {
    bool makes_code;
    bool writes_files;
    bool in_parent; // which shares memory with its children
};

#define OPEN_CHANGES (uint32_t)(O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))
#define CLONE_A_THREAD (uint32_t)(CLONE_VM | CLONE_THREAD | CLONE_SIGHAND)
#define CLONE_JUDGED                                                                                                  \
    (CLONE_A_THREAD | (uint32_t)(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | CLONE_PTRACE))

extern const uint32_t descriptor_commands[];
extern const size_t descriptor_command_count;
extern const uint32_t device_requests[];
extern const size_t device_request_count;

void fill_rules(unsigned char rules[CALLS], const struct needs *needs);

#endif
