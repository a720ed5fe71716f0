// Kills and removes what lives in a sandbox's cgroups. The directories were named by the engine; the
// names below them come from the kernel. Every loop here ends by the clock, whatever the sandbox does.
#include "parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    DEPTH_MAX = 32,
    FREEZE_MILLIS = 50,  // to reach FROZEN; a process in disk sleep may never do
    PATIENCE_MILLIS = 100, // for cgroup.kill to empty the cgroups alone
    STARVE_MILLIS = 1000,  // after that forks are forbidden, which spoils the pids counters
    PAUSE_MAX_MILLIS = 16,
    BATCH = 256, // handles at once in one directory; an ordinary nofile is 1024
};

static int open_folder(int parent, const char *name)
{
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

// False also when there is no such file: each hierarchy has other ones.
static bool put(int folder, const char *name, const char *text)
{
    int file = openat(folder, name, O_WRONLY | O_CLOEXEC);

    if (file < 0) {
        return false;
    }
    bool written = write(file, text, strlen(text)) == (ssize_t)strlen(text);
    close(file);
    return written;
}

static bool put_all(const struct groups *groups, const char *name, const char *text)
{
    bool any = false;

    for (size_t index = 0; index < groups->count; index++) {
        int folder = open_folder(AT_FDCWD, groups->paths[index]);
        if (folder >= 0) {
            any |= put(folder, name, text);
            close(folder);
        }
    }
    return any;
}

static bool file_says(int folder, const char *name, const char *text)
{
    char content[256];
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return false;
    }
    ssize_t length = read(file, content, sizeof content - 1);
    close(file);
    if (length < 0) {
        return false;
    }
    content[length] = '\0';
    return strstr(content, text) != NULL;
}

// What is frozen cannot fork away from a list of processes while we work through it.
static void freeze(const struct groups *groups)
{
    const int64_t until = now_millis() + FREEZE_MILLIS;

    for (size_t index = 0; index < groups->count; index++) {
        int folder = open_folder(AT_FDCWD, groups->paths[index]);
        if (folder < 0) {
            continue;
        }
        if (put(folder, "freezer.state", "FROZEN")) {
            while (!file_says(folder, "freezer.state", "FROZEN") && now_millis() < until) {
                pause_millis(1);
            }
        } else if (put(folder, "cgroup.freeze", "1")) {
            while (!file_says(folder, "cgroup.events", "frozen 1") && now_millis() < until) {
                pause_millis(1);
            }
        }
        close(folder);
    }
}

// Needed even when we did not freeze: on v1 a frozen process does not die of SIGKILL.
static void thaw(const struct groups *groups)
{
    (void)put_all(groups, "freezer.state", "THAWED");
    (void)put_all(groups, "cgroup.freeze", "0");
}

// Processes of one directory, each with a handle that stays with it when its number is given to another.
struct members {
    pid_t processes[BATCH];
    int handles[BATCH];
    bool listed[BATCH];
    size_t count;
};

typedef void member_action(struct members *members, pid_t process);

// Calls the action for each line of cgroup.procs; how many there were.
static size_t each_member(int folder, member_action *action, struct members *members)
{
    char piece[4096];
    size_t found = 0;
    pid_t process = 0;
    bool digits = false;
    ssize_t length;
    int file = openat(folder, "cgroup.procs", O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return 0;
    }
    while ((length = read(file, piece, sizeof piece)) > 0) {
        for (ssize_t at = 0; at < length; at++) {
            if (piece[at] >= '0' && piece[at] <= '9') {
                process = process * 10 + (piece[at] - '0');
                digits = true;
            } else if (digits) {
                action(members, process);
                found++;
                process = 0;
                digits = false;
            }
        }
    }
    close(file);
    return found;
}

static void count_only(struct members *members, pid_t process)
{
    (void)members;
    (void)process;
}

// What finds no room is killed in the next round.
static void take(struct members *members, pid_t process)
{
    // 0 stands for a process outside our PID namespace, which has no number here.
    if (process <= 1 || process == getpid() || members->count == BATCH) {
        return;
    }
    int handle = (int)syscall(SYS_pidfd_open, process, 0);
    if (handle >= 0) {
        members->processes[members->count] = process;
        members->handles[members->count] = handle;
        members->listed[members->count++] = false;
    }
}

static void mark(struct members *members, pid_t process)
{
    for (size_t index = 0; index < members->count; index++) {
        members->listed[index] |= members->processes[index] == process;
    }
}

// SIGKILL to those in one directory; how many there were. A number that was read may be another's by the
// time it is used: only who is listed once more, after its handle was taken, is the one that was listed.
static size_t kill_members(int folder)
{
    struct members members = {.count = 0};
    size_t found = each_member(folder, take, &members);

    if (members.count > 0) {
        (void)each_member(folder, mark, &members);
    }
    for (size_t index = 0; index < members.count; index++) {
        if (members.listed[index]) {
            (void)syscall(SYS_pidfd_send_signal, members.handles[index], SIGKILL, NULL, 0);
        }
        close(members.handles[index]);
    }
    return found;
}

static size_t count_members(int folder)
{
    return each_member(folder, count_only, NULL);
}

static bool is_folder(int parent, const struct dirent *entry)
{
    struct stat status;

    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
        return false;
    }
    if (entry->d_type != DT_UNKNOWN) {
        return entry->d_type == DT_DIR;
    }
    return fstatat(parent, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

// The sum over a directory, which is taken over, and all below it.
static size_t sum_below(int folder, int depth, size_t members(int))
{
    size_t found = members(folder);
    DIR *listing = fdopendir(folder);
    const struct dirent *entry;

    if (listing == NULL) {
        close(folder);
        return found;
    }
    while (depth < DEPTH_MAX && (entry = readdir(listing)) != NULL) {
        if (is_folder(folder, entry)) {
            int child = open_folder(folder, entry->d_name);
            if (child >= 0) {
                found += sum_below(child, depth + 1, members);
            }
        }
    }
    closedir(listing);
    return found;
}

static size_t sum_groups(const struct groups *groups, size_t members(int))
{
    size_t found = 0;

    for (size_t index = 0; index < groups->count; index++) {
        int folder = open_folder(AT_FDCWD, groups->paths[index]);
        if (folder >= 0) {
            found += sum_below(folder, 0, members);
        }
    }
    return found;
}

// True when no process is left. cgroup.kill (Linux 5.14) wins against every fork; its hierarchy need not
// hold everyone that the others hold, so all of them are looked through anyway, and who outlives its time
// is killed singly.
bool kill_groups(const struct groups *groups, int64_t within_millis)
{
    const int64_t start = now_millis();
    const bool killed = put_all(groups, "cgroup.kill", "1");
    int64_t pause = 1;

    for (;;) {
        const int64_t spent = now_millis() - start;
        const bool singly = !killed || spent > PATIENCE_MILLIS;
        if (singly) {
            freeze(groups);
        }
        if (spent > STARVE_MILLIS) {
            (void)put_all(groups, "pids.max", "0");
        }
        size_t found = sum_groups(groups, singly ? kill_members : count_members);
        thaw(groups);
        if (found == 0) {
            return true;
        }
        if (spent > within_millis) {
            return false;
        }
        pause_millis(pause);
        pause = pause * 2 > PAUSE_MAX_MILLIS ? PAUSE_MAX_MILLIS : pause * 2;
    }
}

static bool remove_tree(int parent, const char *path, int depth)
{
    const struct dirent *entry;

    if (unlinkat(parent, path, AT_REMOVEDIR) == 0 || errno == ENOENT) {
        return true;
    }
    int folder = depth < DEPTH_MAX ? open_folder(parent, path) : -1;
    if (folder < 0) {
        return false;
    }
    DIR *listing = fdopendir(folder);
    if (listing == NULL) {
        close(folder);
        return false;
    }
    bool below = false;
    while ((entry = readdir(listing)) != NULL) {
        if (is_folder(folder, entry)) {
            below |= remove_tree(folder, entry->d_name, depth + 1);
        }
    }
    closedir(listing);
    return below && (unlinkat(parent, path, AT_REMOVEDIR) == 0 || errno == ENOENT);
}

// How many of the directories are still there. A directory stays EBUSY until its dead are gone.
size_t remove_groups(const struct groups *groups, int64_t within_millis)
{
    const int64_t until = now_millis() + within_millis;
    int64_t pause = 1;

    for (;;) {
        size_t left = 0;
        for (size_t index = 0; index < groups->count; index++) {
            left += remove_tree(AT_FDCWD, groups->paths[index], 0) ? 0 : 1;
        }
        if (left == 0 || now_millis() >= until) {
            return left;
        }
        pause_millis(pause);
        pause = pause * 2 > PAUSE_MAX_MILLIS ? PAUSE_MAX_MILLIS : pause * 2;
    }
}

bool join_group(const char *path)
{
    int folder = open_folder(AT_FDCWD, path);

    if (folder < 0) {
        return false;
    }
    bool joined = put(folder, "cgroup.procs", "0");
    int error = errno;
    close(folder);
    errno = error;
    return joined;
}
