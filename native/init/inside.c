// What PID 1 finds inside. The engine asked for a runtime; only here one sees whose kernel answers.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

enum {
    SYSLOG_READ_ALL = 3,
    VERSION_MAX = 512,
    LOG_MAX = 1024, // of the start, where a kernel says what it is
    MOUNTS_MAX = 32 << 10,
    STATUS_MAX = 4096,
};

static const char BANNER[] = "Starting gVisor";

static struct {
    int32_t log_error;
    size_t length;
    char text[WIRE_INSIDE_MAX];
} found;

_Static_assert(2 * sizeof(((struct utsname *)0)->release) + VERSION_MAX + LOG_MAX + MOUNTS_MAX + STATUS_MAX +
                       6 * sizeof(uint32_t) <= WIRE_INSIDE_MAX,
               "all of it has room");

// The next string's place, behind its length.
static char *place(void)
{
    return found.text + found.length + sizeof(uint32_t);
}

static void keep(size_t size)
{
    const uint32_t length = (uint32_t)size;

    memcpy(found.text + found.length, &length, sizeof length);
    found.length += sizeof length + size;
}

static void keep_name(const char *name, size_t size)
{
    const size_t length = strnlen(name, size);

    memcpy(place(), name, length);
    keep(length);
}

// What cannot be read is empty: the engine says so.
static void keep_file(const char *path, size_t max)
{
    size_t length = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    while (file >= 0 && length < max) {
        ssize_t got = read(file, place() + length, max - length);
        if (got <= 0) {
            break;
        }
        length += (size_t)got;
    }
    close(file);
    keep(length);
}

// Only a log that says what kernel it is: Linux gives the end of the host's own, where it gives any, and
// that is nobody's to keep.
static void keep_log(void)
{
    const long length = syscall(SYS_syslog, SYSLOG_READ_ALL, place(), LOG_MAX);
    const bool banner = length > 0 && memmem(place(), (size_t)length, BANNER, sizeof BANNER - 1) != NULL;

    found.log_error = length < 0 ? errno : 0;
    keep(banner ? (size_t)length : 0);
}

void look_inside(void)
{
    struct utsname name = {0};

    uname(&name);
    keep_name(name.release, sizeof name.release);
    keep_name(name.version, sizeof name.version);
    keep_file("/proc/version", VERSION_MAX);
    keep_log();
    keep_file("/proc/self/mountinfo", MOUNTS_MAX);
}

// After the filter, so that the status has it.
void tell_inside(void)
{
    keep_file("/proc/self/status", STATUS_MAX);

    struct record record = {.type = RECORD_INSIDE, .value = found.log_error, .extra = found.length};

    if (!send_all(CHANNEL, &record, sizeof record) || !send_all(CHANNEL, found.text, found.length)) {
        _exit(EXIT_OURS);
    }
}
