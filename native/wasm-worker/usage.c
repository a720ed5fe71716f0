// What a guest's files occupy: bytes (blocks, so a hole costs nothing and an overwritten byte is not paid twice) and
// names made. Each is charged to its file's account (ledger.c), and what that was charged is all that is given back:
// removing or cutting what was there before earns nothing. A file removed while it is open goes on occupying the disk:
// it is given back once nobody has it open any more. A directory grows with the names in it and shrinks only when it is
// removed.
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
    struct account *account = find_account(orphans[index].device, orphans[index].inode);

    orphans[index] = orphans[--orphan_count];
    if (account != NULL && account->is_orphan) {
        settle(account);
    }
}

static void release_orphans(void)
{
    for (size_t i = orphan_count; i-- > 0;) {
        if (!is_open(orphans[i].device, orphans[i].inode)) {
            release_orphan(i);
        }
    }
}

static void add_orphan(struct account *account)
{
    if (orphan_count == ORPHANS_MAX) {
        release_orphans();
    }
    if (orphan_count < ORPHANS_MAX) { // else it stays charged
        account = find_account(account->device, account->inode); // others may have been closed before it
        account->is_orphan = true;
        orphans[orphan_count++] = (struct orphan){account->device, account->inode};
    }
}

// Of the same number as a new file: that one is no more.
static void forget_orphan(const struct stat *file)
{
    for (size_t i = orphan_count; i-- > 0;) {
        if (orphans[i].device == file->st_dev && orphans[i].inode == file->st_ino) {
            release_orphan(i);
        }
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
    if (is_open(file->st_dev, file->st_ino)) {
        add_orphan(account);
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
