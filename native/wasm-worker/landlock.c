// Landlock: no file can be opened but below the directories that were given, whatever the code does.
#include "parts.h"

#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

// As in linux/landlock.h, which may be older than the kernel.
enum {
    FILE_EXECUTE = 1 << 0,
    FILE_WRITE = 1 << 1,
    FILE_READ = 1 << 2,
    DIRECTORY_READ = 1 << 3,
    MAKE_CHAR = 1 << 6,
    MAKE_SOCKET = 1 << 9,
    MAKE_FIFO = 1 << 10,
    MAKE_BLOCK = 1 << 11,
    EVERYTHING_1 = (1 << 13) - 1,
    REFER = 1 << 13,        // 2
    TRUNCATE = 1 << 14,     // 3
    IOCTL_DEVICE = 1 << 15, // 5
    NETWORK = 3,            // 4: bind and connect of TCP
    SCOPES = 3,             // 6: abstract sockets, signals
    CREATE_VERSION = 1,
    RULE_PATH_BENEATH = 1,
};

struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

struct path_beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

static struct ruleset handled(int version)
{
    struct ruleset rules = {.files = EVERYTHING_1};

    rules.files |= version >= 2 ? REFER : 0;
    rules.files |= version >= 3 ? TRUNCATE : 0;
    rules.files |= version >= 5 ? IOCTL_DEVICE : 0;
    rules.network = version >= 4 ? NETWORK : 0;
    rules.scoped = version >= 6 ? SCOPES : 0;
    return rules;
}

// The version in force, 0 where the kernel has none, -1 where it has and refuses.
int restrict_files(const struct request *request)
{
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
    if (version < 1) {
        return 0;
    }
    struct ruleset rules = handled(version);
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int descriptor = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (descriptor < 0) {
        return -1;
    }
    bool complete = true;
    for (size_t i = 0; i < request->preopen_count; i++) {
        uint64_t refused = FILE_EXECUTE | MAKE_CHAR | MAKE_SOCKET | MAKE_FIFO | MAKE_BLOCK | IOCTL_DEVICE;
        struct path_beneath rule = {
            .allowed = request->preopens[i].writable ? rules.files & ~refused : FILE_READ | DIRECTORY_READ,
            .parent = FIRST_PREOPEN + (int)i,
        };
        complete = syscall(SYS_landlock_add_rule, descriptor, RULE_PATH_BENEATH, &rule, 0) == 0 && complete;
    }
    bool restricted = complete && syscall(SYS_landlock_restrict_self, descriptor, 0) == 0;
    close(descriptor);
    return restricted ? version : -1;
}
