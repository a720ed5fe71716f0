// What a child gives up before it touches anything of the guest's, and what of it is in force.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { STREAMS = 3, RUNTIME_DESCRIPTORS = 3, DEFAULT_OPEN_FILES = 256 };

// The library's runtime starts 512 for files at most.
enum { THREADS_MAX = 1024 };

static bool limit(int resource, uint64_t soft, uint64_t hard)
{
    struct rlimit now;

    if (getrlimit((__rlimit_resource_t)resource, &now) != 0) {
        return false;
    }
    if (hard > now.rlim_max) {
        hard = now.rlim_max;
    }
    struct rlimit wanted = {.rlim_cur = soft < hard ? soft : hard, .rlim_max = hard};
    return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

static void join_cgroups(const struct request *request)
{
    for (size_t i = 0; i < request->cgroup_count; i++) {
        int descriptor = open(request->cgroups[i], O_WRONLY | O_CLOEXEC);
        if (descriptor < 0 || write(descriptor, "0\n", 2) != 2) {
            fail("cgroup ", request->cgroups[i], ": ", strerror(errno), NULL);
        }
        close(descriptor);
    }
}

// To the millisecond by a timer, whose SIGXCPU nobody handles; in whole seconds by the kernel, should that be lost.
static bool limit_cpu(const struct limits *limits)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGXCPU};
    struct itimerspec when = {
        .it_value = {.tv_sec = (time_t)(limits->cpu_millis / 1000),
                     .tv_nsec = (long)(limits->cpu_millis % 1000) * 1000000},
    };
    timer_t timer;

    if (limits->cpu_millis == 0) {
        return true;
    }
    uint64_t seconds = limits->cpu_millis / 1000 + 2;
    return timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0 && timer_settime(timer, 0, &when, NULL) == 0 &&
           limit(RLIMIT_CPU, seconds, seconds + 1);
}

// The owner keeps the time. Should it be stopped, this ends the run: nobody in here can take the timer away.
static bool limit_wall(const struct limits *limits)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
    struct itimerspec when = {
        .it_value = {.tv_sec = (time_t)(limits->wall_millis / 1000),
                     .tv_nsec = (long)(limits->wall_millis % 1000) * 1000000},
    };
    timer_t timer;

    return limits->wall_millis == 0 || (timer_create(CLOCK_BOOTTIME, &event, &timer) == 0 &&
                                        timer_settime(timer, 0, &when, NULL) == 0);
}

// Another user for a worker that is root of the host; and whoever it is, no capability. Changing ids takes the signal
// at the parent's death away.
static bool take_on_user(const struct request *request, pid_t parent)
{
    uid_t real, effective, saved;
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}, {0}};

    if (request->has_user &&
        (setgroups(0, NULL) != 0 || setresgid(request->group, request->group, request->group) != 0 ||
         setresuid(request->user, request->user, request->user) != 0)) {
        return false;
    }
    // Some numbers mean "as it is" to the kernel.
    if (request->has_user && (getresuid(&real, &effective, &saved) != 0 || real != request->user ||
                              effective != request->user || saved != request->user || getegid() != request->group)) {
        errno = EPERM;
        return false;
    }
    return syscall(SYS_capset, &header, none) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
           getppid() == parent;
}

// As on Linux the streams are among the open files. Ours are not: what is open now, a second descriptor of each
// directory and the runtime's own three. A number is given as soon as it is free, so that what counts is how many are.
static bool limit_descriptors(const struct request *request)
{
    uint64_t files = request->limits.open_files != 0 ? request->limits.open_files : DEFAULT_OPEN_FILES;

    if (files > OPEN_FILES_MAX) {
        files = OPEN_FILES_MAX;
    }
    uint64_t free_ones = (files > STREAMS ? files - STREAMS : 0) + request->preopen_count + RUNTIME_DESCRIPTORS;
    uint64_t number = 0;

    for (; free_ones > 0 && number < LIBRARY_DESCRIPTORS * 2; number++) {
        if (fcntl((int)number, F_GETFD) < 0) {
            free_ones--;
        }
    }
    return limit(RLIMIT_NOFILE, number + free_ones, number + free_ones);
}

// The kernel counts a user's over the whole host: only where the user is this run's own does that say anything.
static bool limit_threads(const struct request *request)
{
    return !request->has_user || limit(RLIMIT_NPROC, THREADS_MAX, THREADS_MAX);
}

static bool limit_all(const struct request *request)
{
    const struct limits *limits = &request->limits;

    return limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_MSGQUEUE, 0, 0) && limit(RLIMIT_MEMLOCK, 0, 0) &&
           limit_cpu(limits) && limit_wall(limits) && limit_memory(request) && limit_threads(request) &&
           limit_descriptors(request);
}

bool may_write(const struct request *request)
{
    for (size_t i = 0; i < request->preopen_count; i++) {
        if (request->preopens[i].writable) {
            return true;
        }
    }
    return false;
}

void confine(const struct request *request, struct tally *tally)
{
    char text[128];

    join_cgroups(request);
    if (!take_on_user(request, getppid())) {
        fail("user: ", strerror(errno), NULL);
    }
    prepare_disk(request, tally); // what it keeps open is none of the guest's files
    if (!limit_all(request)) {
        fail("limits: ", strerror(errno), NULL);
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        fail("no-new-privs: ", strerror(errno), NULL);
    }
    prepare_pages(request->guest, tally);
    trap_calls();
    trap_abort();
    int landlock = restrict_files(request);
    if (landlock < 0) {
        fail("landlock: ", strerror(errno), NULL);
    }
    // The limits of memory, disk and files are kept by it: without it they would only be shown.
    if (!install_call_filter(request->guest == GUEST_MODULE, may_write(request))) {
        fail("seccomp: ", strerror(errno), NULL);
    }
    int length = snprintf(text, sizeof text, "no-new-privs,rlimits,seccomp");
    if (landlock > 0) {
        length += snprintf(text + length, sizeof text - (size_t)length, ",landlock-%d", landlock);
    }
    if (request->cgroup_count > 0) {
        length += snprintf(text + length, sizeof text - (size_t)length, ",cgroup");
    }
    tell_parent(STATUS_CONFINED, text, (size_t)length);
}
