// From rules to a seccomp program. The kernel tries a new program with every call number there is, so that a list of a
// hundred comparisons takes long to install (measured 0.35 ms a run); a tree of them takes a third of that.
#include "parts.h"

#include "rules.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PROGRAM_MAX = 1024 };

struct program {
    struct sock_filter code[PROGRAM_MAX];
    unsigned short length;
};

// Calls from `number` on, up to the next range, share a rule.
struct range {
    uint32_t number;
    enum rule rule;
};

static unsigned short put(struct program *program, uint16_t code, uint32_t value, unsigned char yes, unsigned char no)
{
    program->code[program->length] = (struct sock_filter){.code = code, .jt = yes, .jf = no, .k = value};
    return program->length++;
}

static void load(struct program *program, size_t offset)
{
    put(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void load_argument(struct program *program, int argument)
{
    load(program, offsetof(struct seccomp_data, args) + 8 * (size_t)argument);
}

static void decide(struct program *program, uint32_t verdict)
{
    put(program, BPF_RET | BPF_K, verdict, 0, 0);
}

// Decides when the bits of mask are as in value.
static void when(struct program *program, int argument, uint32_t mask, uint32_t value, uint32_t verdict)
{
    load_argument(program, argument);
    put(program, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
    put(program, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    decide(program, verdict);
}

static void when_above(struct program *program, int argument, uint32_t value, uint32_t verdict)
{
    load_argument(program, argument);
    put(program, BPF_JMP | BPF_JGT | BPF_K, value, 0, 1);
    decide(program, verdict);
}

static void when_any(struct program *program, int argument, const uint32_t *values, size_t count, uint32_t verdict)
{
    for (size_t i = 0; i < count; i++) {
        when(program, argument, ~0u, values[i], verdict);
    }
}

// A watched call passes when the instruction before the pointer is the gate's, and traps otherwise.
static void watch(struct program *program)
{
    uint64_t gate = (uint64_t)(uintptr_t)gate_end;

    load(program, offsetof(struct seccomp_data, instruction_pointer));
    put(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)gate, 0, 3);
    load(program, offsetof(struct seccomp_data, instruction_pointer) + 4);
    put(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(gate >> 32), 0, 1);
    decide(program, SECCOMP_RET_ALLOW);
    decide(program, SECCOMP_RET_TRAP);
}

static void refuse_code(struct program *program, bool makes_code)
{
    if (!makes_code) {
        when(program, 2, PROT_EXEC, PROT_EXEC, SECCOMP_RET_ERRNO | EPERM);
    }
}

// The gate is no way round it. A mode means something only where a file is made.
static void refuse_set_id(struct program *program)
{
    const uint32_t makes = O_CREAT | (O_TMPFILE & ~O_DIRECTORY);

    load_argument(program, 2);
    put(program, BPF_JMP | BPF_JSET | BPF_K, makes, 0, 3);
    load_argument(program, 3);
    put(program, BPF_JMP | BPF_JSET | BPF_K, S_ISUID | S_ISGID, 0, 1);
    decide(program, SECCOMP_RET_ERRNO | EPERM);
}

static void put_watched(struct program *program, enum rule rule, const struct needs *needs)
{
    switch (rule) {
    case RULE_MAP:
        refuse_code(program, needs->makes_code);
        if (!needs->in_parent) {
            when(program, 3, MAP_SHARED, MAP_SHARED, SECCOMP_RET_ERRNO | EPERM);
            when(program, 3, MAP_GROWSDOWN, MAP_GROWSDOWN, SECCOMP_RET_ERRNO | EPERM); // no data to RLIMIT_DATA
        }
        // 4 GiB and more: the reservation for a linear memory.
        load(program, offsetof(struct seccomp_data, args) + 8 + 4);
        put(program, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1);
        decide(program, SECCOMP_RET_ALLOW);
        break;
    case RULE_PROTECT:
        refuse_code(program, needs->makes_code);
        load_argument(program, 2);
        put(program, BPF_JMP | BPF_JEQ | BPF_K, PROT_READ | PROT_WRITE, 1, 0);
        decide(program, SECCOMP_RET_ALLOW);
        break;
    case RULE_OUTPUT: // to our own streams and the parent's pipe it is no file
        load_argument(program, 0);
        put(program, BPF_JMP | BPF_JGT | BPF_K, STATUS_DESCRIPTOR, 1, 0);
        decide(program, SECCOMP_RET_ALLOW);
        break;
    case RULE_OPEN:
        when(program, 2, OPEN_CHANGES, 0, SECCOMP_RET_ALLOW);
        refuse_set_id(program);
        break;
    default:
        break;
    }
    watch(program);
}

// Those that are allowed for something, and refused for all else.
static void put_judged(struct program *program, enum rule rule, const struct needs *needs)
{
    switch (rule) {
    case RULE_CLOSE:
        when_above(program, 0, STATUS_DESCRIPTOR, SECCOMP_RET_ALLOW);
        break;
    case RULE_NAME:
        when(program, 0, ~0u, PR_SET_NAME, SECCOMP_RET_ALLOW);
        break;
    case RULE_OWN_SIGNAL: // abort
        when(program, 0, ~0u, (uint32_t)getpid(), SECCOMP_RET_ALLOW);
        break;
    case RULE_DESCRIPTOR:
        when_any(program, 1, descriptor_commands, descriptor_command_count, SECCOMP_RET_ALLOW);
        break;
    case RULE_OWN_LIMITS:
        if (needs->makes_code) {
            when(program, 0, ~0u, 0, SECCOMP_RET_ALLOW);
        }
        break;
    default:
        break;
    }
    decide(program, SECCOMP_RET_ERRNO | EPERM);
}

static void put_rule(struct program *program, enum rule rule, const struct needs *needs)
{
    switch (rule) {
    case RULE_ALLOW:
        decide(program, SECCOMP_RET_ALLOW);
        break;
    case RULE_KILL:
        decide(program, SECCOMP_RET_KILL_PROCESS);
        break;
    case RULE_ABSENT:
        decide(program, SECCOMP_RET_ERRNO | ENOSYS);
        break;
    case RULE_READ_ONLY:
        decide(program, SECCOMP_RET_ERRNO | EROFS);
        break;
    case RULE_OPEN_TO_READ:
        when(program, 2, OPEN_CHANGES, 0, SECCOMP_RET_ALLOW);
        decide(program, SECCOMP_RET_ERRNO | EROFS);
        break;
    case RULE_THREAD:
        when(program, 0, CLONE_JUDGED, CLONE_A_THREAD, SECCOMP_RET_ALLOW);
        decide(program, SECCOMP_RET_KILL_PROCESS);
        break;
    case RULE_DEVICE:
        when_any(program, 1, device_requests, device_request_count, SECCOMP_RET_ALLOW);
        decide(program, SECCOMP_RET_ERRNO | ENOTTY);
        break;
    case RULE_CLOSE:
    case RULE_NAME:
    case RULE_OWN_SIGNAL:
    case RULE_DESCRIPTOR:
    case RULE_OWN_LIMITS:
    case RULE_REFUSE:
        put_judged(program, rule, needs);
        break;
    case RULE_WATCH:
    case RULE_MAP:
    case RULE_PROTECT:
    case RULE_OUTPUT:
    case RULE_OPEN:
        put_watched(program, rule, needs);
        break;
    }
}

// The accumulator holds the call's number until a rule is reached.
static void put_tree(struct program *program, const struct range *ranges, size_t count, const struct needs *needs)
{
    if (count == 1) {
        put_rule(program, ranges[0].rule, needs);
        return;
    }
    size_t half = count / 2;
    put(program, BPF_JMP | BPF_JGE | BPF_K, ranges[half].number, 0, 1);
    unsigned short jump = put(program, BPF_JMP | BPF_JA, 0, 0, 0);
    put_tree(program, ranges, half, needs);
    program->code[jump].k = (uint32_t)(program->length - jump - 1);
    put_tree(program, ranges + half, count - half, needs);
}

static size_t gather_ranges(const struct needs *needs, struct range *ranges)
{
    unsigned char rules[CALLS];
    size_t count = 0;

    fill_rules(rules, needs);
    for (uint32_t number = 0; number < CALLS; number++) {
        if (number == 0 || rules[number] != rules[number - 1]) {
            ranges[count++] = (struct range){number, (enum rule)rules[number]};
        }
    }
    ranges[count++] = (struct range){CALLS, RULE_REFUSE};
    ranges[count++] = (struct range){0x40000000, RULE_KILL}; // x32
    return count;
}

static bool install(const struct program *program)
{
    const struct sock_fprog filter = {.len = program->length, .filter = (struct sock_filter *)(uintptr_t)program->code};

    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}

bool install_call_filter(bool makes_code, bool writes_files)
{
    const struct needs needs = {.makes_code = makes_code, .writes_files = writes_files};
    struct program program = {.length = 0};
    struct range ranges[CALLS + 2];
    size_t count = gather_ranges(&needs, ranges);

    load(&program, offsetof(struct seccomp_data, arch));
    put(&program, BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
    decide(&program, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
    put_tree(&program, ranges, count, &needs);
    return install(&program);
}

// In the parent, for its seeds: what makes linear memories traps, as it will in the children. Both filters bind them,
// which is to the same effect.
bool install_memory_filter(void)
{
    const struct needs needs = {.makes_code = true, .in_parent = true};
    const struct range ranges[] = {
        {0, RULE_ALLOW},
        {SYS_mmap, RULE_MAP},
        {SYS_mprotect, RULE_PROTECT},
        {SYS_mprotect + 1, RULE_ALLOW},
    };
    struct program program = {.length = 0};

    _Static_assert(SYS_mprotect == SYS_mmap + 1, "the ranges are in order");
    load(&program, offsetof(struct seccomp_data, nr));
    put_tree(&program, ranges, sizeof ranges / sizeof ranges[0], &needs);
    return install(&program);
}

// Once a module is compiled no memory becomes code any more, and the limits are what they are.
void forbid_new_code(void)
{
    struct program program = {.length = 0};

    load(&program, offsetof(struct seccomp_data, nr));
    put(&program, BPF_JMP | BPF_JEQ | BPF_K, SYS_prlimit64, 0, 1);
    decide(&program, SECCOMP_RET_ERRNO | EPERM);
    put(&program, BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 2, 0);
    put(&program, BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 1, 0);
    decide(&program, SECCOMP_RET_ALLOW);
    refuse_code(&program, false);
    decide(&program, SECCOMP_RET_ALLOW);
    if (!install(&program)) {
        fail("no second filter", NULL);
    }
}
