// What a guest's files occupy: bytes (blocks, so a hole costs nothing and an overwritten byte is not paid twice) and
// names made. Each is charged to its file's account (ledger.c), and what that was charged is all that is given back:
// removing or cutting what was there before earns nothing. A file removed while it is open goes on occupying the disk:
// it is given back once nobody has it open any more. A directory grows with the names in it and shrinks only when it is
// removed.
#include "parts.h"

#include <fcntl.h>
#include <sched.h>
#include <stdalign.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Twice what a run can have open. Pages of it that are never used are none of memory.
enum { ORPHANS_MAX = 2 * OPEN_FILES_MAX, FIRST_LOOK = 256 };

static struct tally *tally;
static int open_ones = -1; // the names in it are the descriptors that there are
static atomic_flag held = ATOMIC_FLAG_INIT;

static struct orphan {
    dev_t device;
    ino_t inode;
} orphans[ORPHANS_MAX];
static size_t orphan_count, next_look = FIRST_LOOK;

void prepare_usage(struct tally *shared, bool writes)
{
    tally = shared;
    // Before Landlock, and no path leads to it later.
    open_ones = writes ? open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}

// File calls come from the library's own threads too.
void lock_usage(void)
{
    while (atomic_flag_test_and_set(&held)) {
        sched_yield();
    }
}

void unlock_usage(void)
{
    atomic_flag_clear(&held);
}

uint64_t occupied(const struct stat *file)
{
    return (uint64_t)file->st_blocks * 512;
}

static void change(atomic_uint_least64_t *counter, atomic_uint_least64_t *peak, int64_t by)
{
    uint64_t now = atomic_load(counter) + (uint64_t)by;

    atomic_store(counter, now);
    raise_to(peak, now);
}

// Whose it is cannot be told: never given back.
void charge_unseen(uint64_t bytes)
{
    change(&tally->disk, &tally->disk_peak, (int64_t)bytes);
}

static void charge(const struct stat *file, int64_t bytes)
{
    struct account *account;

    if (bytes > 0) {
        account = open_account(file->st_dev, file->st_ino);
        if (account != NULL) {
            account->bytes += (uint64_t)bytes;
        }
        charge_unseen((uint64_t)bytes);
    } else if (bytes < 0 && (account = find_account(file->st_dev, file->st_ino)) != NULL) {
        uint64_t back = (uint64_t)-bytes < account->bytes ? (uint64_t)-bytes : account->bytes;
        account->bytes -= back;
        change(&tally->disk, &tally->disk_peak, -(int64_t)back);
    }
}

// What was `before` is now as in `after`.
void charge_growth(const struct stat *before, const struct stat *after)
{
    charge(after, (int64_t)occupied(after) - (int64_t)occupied(before));
}

void charge_change(const struct stat *before, int descriptor)
{
    struct stat after;

    if (fstat(descriptor, &after) == 0) {
        charge_growth(before, &after);
    }
}

// The file is no more.
static void settle(struct account *account)
{
    change(&tally->disk, &tally->disk_peak, -(int64_t)account->bytes);
    change(&tally->files, &tally->files_peak, -(int64_t)account->names);
    close_account(account);
}

// Linux's own, since the filter has no prlimit64.
static int descriptor_limit(void)
{
    struct rlimit limit;

    return syscall(SYS_getrlimit, RLIMIT_NOFILE, &limit) == 0 ? (int)limit.rlim_cur : OPEN_FILES_MAX;
}

typedef void look(const struct stat *file, void *data);

static void look_at(int descriptor, look *look, void *data)
{
    struct stat file;

    // Without a name: another file may have got its number since.
    if (fstat(descriptor, &file) == 0 && file.st_nlink == 0) {
        look(&file, data);
    }
}

// Of what is open only: where a run may have 65536 files, asking after each number took 6 ms.
static void look_at_removed(look *look, void *data)
{
    static alignas(8) char entries[8192];
    struct {
        ino_t inode;
        off_t next;
        unsigned short length;
        unsigned char type;
        char name[];
    } *entry;
    long got = open_ones < 0 || lseek(open_ones, 0, SEEK_SET) != 0
                   ? -1
                   : syscall(SYS_getdents64, open_ones, entries, sizeof entries);

    if (got < 0) { // no /proc
        for (int descriptor = descriptor_limit() - 1; descriptor >= 0; descriptor--) {
            look_at(descriptor, look, data);
        }
        return;
    }
    while (got > 0) {
        for (long at = 0; at < got; at += entry->length) {
            entry = (void *)(entries + at);
            look_at(atoi(entry->name), look, data); // "." and ".." are 0, which is looked at anyway
        }
        got = syscall(SYS_getdents64, open_ones, entries, sizeof entries);
    }
}

struct sought {
    dev_t device;
    ino_t inode;
    bool found;
};

static void compare(const struct stat *file, void *data)
{
    struct sought *sought = data;

    sought->found = sought->found || (file->st_dev == sought->device && file->st_ino == sought->inode);
}

static bool is_open(const struct stat *file)
{
    struct sought sought = {.device = file->st_dev, .inode = file->st_ino};

    look_at_removed(compare, &sought);
    return sought.found;
}

static void mark(const struct stat *file, void *data)
{
    struct account *account = find_account(file->st_dev, file->st_ino);
    (void)data;

    if (account != NULL) {
        account->is_open = true;
    }
}

// The file of one that another number had since is settled already.
static void release_orphans(void)
{
    look_at_removed(mark, NULL);
    for (size_t i = orphan_count; i-- > 0;) {
        struct account *account = find_account(orphans[i].device, orphans[i].inode);
        if (account != NULL && account->is_orphan && account->is_open) {
            account->is_open = false;
            continue;
        }
        orphans[i] = orphans[--orphan_count];
        if (account != NULL && account->is_orphan) {
            settle(account);
        }
    }
    next_look = 2 * orphan_count > FIRST_LOOK ? 2 * orphan_count : FIRST_LOOK;
}

static void add_orphan(const struct stat *file)
{
    if (orphan_count >= next_look || orphan_count == ORPHANS_MAX) {
        release_orphans();
    }
    // Only now: closing others' accounts moves them.
    struct account *account = find_account(file->st_dev, file->st_ino);
    if (account != NULL && orphan_count < ORPHANS_MAX) { // else it stays charged
        account->is_orphan = true;
        orphans[orphan_count++] = (struct orphan){file->st_dev, file->st_ino};
    }
}

// Of the same number as a new file: that one is no more.
static void forget_orphan(const struct stat *file)
{
    struct account *account = find_account(file->st_dev, file->st_ino);

    if (account != NULL && account->is_orphan) {
        settle(account);
    }
}

// A name was made: of a new file, directory or symbolic link, which pays for what it occupies, or of one that is there.
void count_name(const struct stat *file, bool is_new)
{
    static const struct stat nothing;

    if (is_new) {
        forget_orphan(file);
        charge_growth(&nothing, file);
    }
    struct account *account = open_account(file->st_dev, file->st_ino);
    if (account != NULL) {
        account->names++;
    }
    change(&tally->files, &tally->files_peak, 1);
}

// A name is gone; with the last one, or a directory's only one, goes the file.
void release_name(const struct stat *file)
{
    struct account *account = find_account(file->st_dev, file->st_ino);

    if (account == NULL) {
        return; // of before, and no larger since
    }
    if (account->names > 0) {
        account->names--;
        change(&tally->files, &tally->files_peak, -1);
    }
    if (!S_ISDIR(file->st_mode) && file->st_nlink != 1) {
        return;
    }
    if (is_open(file)) {
        add_orphan(file);
    } else {
        settle(account);
    }
}

// What is free; looked for among the orphans, too, when less than what is wanted would be.
uint64_t room_for(uint64_t wanted)
{
    uint64_t limit = tally->limits.disk_bytes;

    if (limit == 0) {
        return UINT64_MAX;
    }
    if (orphan_count > 0 && (wanted > limit || atomic_load(&tally->disk) > limit - wanted)) {
        release_orphans();
    }
    uint64_t used = atomic_load(&tally->disk);
    return used < limit ? limit - used : 0;
}
