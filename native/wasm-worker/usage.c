// What a guest's files occupy: bytes (blocks, so a hole costs nothing and an overwritten byte is not paid twice) and
// files made, both net of what was removed and never below zero: removing what was there before earns nothing.
// A file removed while it is open goes on occupying the disk: it is given back once nobody has it open any more.
#include "parts.h"

#include <sched.h>
#include <sys/resource.h>

enum { ORPHANS_MAX = 256 };

static struct tally *tally;
static int descriptor_limit; // asked for before the filter, which has no call for it
static atomic_flag held = ATOMIC_FLAG_INIT;

static struct orphan {
    dev_t device;
    ino_t inode;
    uint64_t bytes;
} orphans[ORPHANS_MAX];
static size_t orphan_count;

void prepare_usage(struct tally *shared)
{
    struct rlimit limit;

    tally = shared;
    descriptor_limit = getrlimit(RLIMIT_NOFILE, &limit) == 0 ? (int)limit.rlim_cur : 1024;
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
    int64_t now = (int64_t)atomic_load(counter) + by;

    atomic_store(counter, (uint64_t)(now > 0 ? now : 0));
    raise_to(peak, (uint64_t)(now > 0 ? now : 0));
}

void charge(int64_t bytes)
{
    change(&tally->disk, &tally->disk_peak, bytes);
}

void count_file(int64_t by)
{
    change(&tally->files, &tally->files_peak, by);
}

// Without a name: another file may have got its number since.
static bool is_open(dev_t device, ino_t inode)
{
    struct stat file;

    for (int descriptor = 0; descriptor < descriptor_limit; descriptor++) {
        if (fstat(descriptor, &file) == 0 && file.st_dev == device && file.st_ino == inode && file.st_nlink == 0) {
            return true;
        }
    }
    return false;
}

static void release_orphan(size_t index)
{
    charge(-(int64_t)orphans[index].bytes);
    orphans[index] = orphans[--orphan_count];
}

static void release_orphans(void)
{
    for (size_t i = orphan_count; i-- > 0;) {
        if (!is_open(orphans[i].device, orphans[i].inode)) {
            release_orphan(i);
        }
    }
}

static void add_orphan(const struct stat *file)
{
    for (size_t i = orphan_count; i-- > 0;) {
        if (orphans[i].device == file->st_dev && orphans[i].inode == file->st_ino) {
            release_orphan(i); // of the same number: that file is no more
        }
    }
    if (orphan_count == ORPHANS_MAX) {
        release_orphans();
    }
    if (orphan_count < ORPHANS_MAX) { // else it stays charged
        orphans[orphan_count++] = (struct orphan){file->st_dev, file->st_ino, occupied(file)};
    }
}

// A name is gone; with the last one, if it was that, goes the file.
void release_name(const struct stat *file)
{
    count_file(-1);
    if (!S_ISREG(file->st_mode)) {
        charge(-(int64_t)occupied(file));
    } else if (file->st_nlink == 1 && !is_open(file->st_dev, file->st_ino)) {
        charge(-(int64_t)occupied(file));
    } else if (file->st_nlink == 1) {
        add_orphan(file);
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

// A file that was `before` is now as its descriptor says.
void charge_change(const struct stat *before, int descriptor)
{
    struct stat after;

    if (fstat(descriptor, &after) != 0) {
        return;
    }
    charge((int64_t)occupied(&after) - (int64_t)occupied(before));
    for (size_t i = 0; after.st_nlink == 0 && i < orphan_count; i++) {
        if (orphans[i].device == after.st_dev && orphans[i].inode == after.st_ino) {
            orphans[i].bytes = occupied(&after);
        }
    }
}
