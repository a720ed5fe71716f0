// What this process has for data, by the kernel's own count (statm's sixth number, which RLIMIT_DATA bounds): linear
// memories, and what nobody watches, such as a module's tables and the host's side.
#include "parts.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// What our own side of a run may allocate beside the guest's memory: the runtime, its threads' stacks.
#define HOST_MEMORY (64ull << 20)
#define COMPILER_MEMORY (512ull << 20)
#define HOST_USUAL (8ull << 20)

static int statm = -1; // it stays open, no path leads to it later
static uint64_t before_instance;
static uint64_t before_run;
static bool begun;

static uint64_t data_bytes(void)
{
    char text[256];
    unsigned long pages = 0;
    ssize_t length = pread(statm, text, sizeof text - 1, 0);

    text[length > 0 ? length : 0] = 0;
    if (sscanf(text, "%*u %*u %*u %*u %*u %lu", &pages) != 1) {
        return 0;
    }
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t sum(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static bool limit_data(uint64_t more)
{
    struct rlimit limit;
    uint64_t now = data_bytes();

    if (now == 0 || getrlimit(RLIMIT_DATA, &limit) != 0) {
        return false;
    }
    if (sum(now, more) < limit.rlim_max) {
        limit.rlim_max = sum(now, more);
    }
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_DATA, &limit) == 0;
}

bool limit_memory(const struct request *request)
{
    bool is_module = request->guest == GUEST_MODULE;

    begun = !is_module; // there is nothing to compile
    statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (statm < 0) {
        return request->limits.memory_bytes == 0;
    }
    bool done = request->limits.memory_bytes == 0 ||
                limit_data(sum(request->limits.memory_bytes, is_module ? COMPILER_MEMORY : HOST_MEMORY));
    before_run = data_bytes();
    return done;
}

// A module is compiled: what that took and gave back is not the guest's to have.
void end_compiling(const struct request *request)
{
    malloc_trim(0);
    if (request->limits.memory_bytes != 0 && !limit_data(sum(request->limits.memory_bytes, HOST_MEMORY))) {
        fail("limits: no bound on what it allocates", NULL);
    }
    forbid_new_code();
}

void note_data(void)
{
    before_instance = statm < 0 ? 0 : data_bytes();
    begun = true;
}

// Whether the guest's own code may run by now: until then a module is compiled.
bool has_begun(void)
{
    return begun;
}

// Whether the host's side has taken so much that RLIMIT_DATA is what refused it more: a large piece is refused while
// there is room for small ones yet.
bool host_lacks_memory(void)
{
    struct rlimit limit;

    if (statm < 0 || syscall(SYS_getrlimit, RLIMIT_DATA, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return false;
    }
    return data_bytes() > sum(before_run, sum(watched_memory(), HOST_MEMORY / 4));
}

// At the end of a module: what it had for tables and the like, where that is more than our own side usually takes.
uint64_t unwatched_data(uint64_t watched)
{
    uint64_t now = before_instance == 0 ? 0 : data_bytes(), known = before_instance + watched + HOST_USUAL;

    return now > known ? now - before_instance - watched : 0;
}
