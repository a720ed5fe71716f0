// The disk limits, kept where the calls are made. A write that would occupy more than there is room for is cut short at
// the limit, and the next one fails with ENOSPC, as on a disk that is full.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { BLOCK = 4096, NAME_AT_MOST = 4 * BLOCK }; // what a directory grows by for one name

static struct tally *tally;

void prepare_disk(const struct request *request, struct tally *shared)
{
    tally = shared;
    prepare_usage(shared, may_write(request));
    prepare_paths(request);
}

static long pass(long number, const long *a)
{
    return gated_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static long no_space(int descriptor, const char *name, bool files)
{
    char *path = files ? tally->files_path : tally->disk_path;

    if (atomic_fetch_add(files ? &tally->files_refused : &tally->disk_refused, 1) == 0) {
        guest_path(descriptor, name, path, sizeof tally->disk_path);
    }
    return -ENOSPC;
}

static uint64_t in_blocks(uint64_t bytes)
{
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
}

// Where a write begins; -1 when it cannot be told.
static int64_t offset_of(long number, const long *a, const struct stat *file)
{
    bool at_position = number == SYS_write || number == SYS_writev || (number == SYS_pwritev2 && a[3] == -1);
    bool appends = (fcntl((int)a[0], F_GETFL) & O_APPEND) != 0 || (number == SYS_pwritev2 && (a[5] & RWF_APPEND) != 0);

    if (appends) {
        return file->st_size;
    }
    return at_position ? lseek((int)a[0], 0, SEEK_CUR) : a[3];
}

// How many bytes a write may be long: all of it, or what there is room for.
static uint64_t allowed(long number, const long *a, const struct stat *file, uint64_t length)
{
    uint64_t room = room_for(in_blocks(length) + BLOCK);
    uint64_t size = (uint64_t)file->st_size;

    if (in_blocks(length) + BLOCK <= room) {
        return length; // the usual case, without a look at where
    }
    // A file without holes: what lies within it costs nothing, and there is space to the end of its last block.
    uint64_t owned = occupied(file) >= size ? in_blocks(size) : 0;
    uint64_t begin = (uint64_t)offset_of(number, a, file), free_bytes = begin < owned ? owned - begin : 0;
    if (length <= free_bytes) {
        return length;
    }
    uint64_t more = room / BLOCK * BLOCK;
    if (more > 0 && begin % BLOCK != 0 && free_bytes == 0) {
        more -= begin % BLOCK;
    }
    return length - free_bytes <= more ? length : free_bytes + more;
}

// One write of at most `limit` bytes: of several pieces the first that is not empty.
static long short_write(long number, const long *a, uint64_t limit)
{
    struct iovec piece = {.iov_base = (void *)a[1], .iov_len = (size_t)a[2]};

    if (number == SYS_write || number == SYS_pwrite64) {
        return gated_call(number, a[0], a[1], (long)limit, a[3], 0, 0);
    }
    const struct iovec *pieces = (const struct iovec *)a[1];
    for (long i = 0; i < a[2]; i++) {
        piece = pieces[i];
        if (piece.iov_len > 0) {
            break;
        }
    }
    piece.iov_len = piece.iov_len < limit ? piece.iov_len : limit;
    return gated_call(number, a[0], (long)&piece, 1, a[3], a[4], a[5]);
}

static uint64_t length_of(long number, const long *a)
{
    uint64_t length = 0;

    if (number == SYS_write || number == SYS_pwrite64) {
        return (uint64_t)a[2];
    }
    for (long i = 0; i < a[2]; i++) {
        length += ((const struct iovec *)a[1])[i].iov_len;
    }
    return length;
}

long watched_write(long number, const long *a)
{
    struct stat before;
    int descriptor = (int)a[0];
    long result;

    if (fstat(descriptor, &before) != 0 || !S_ISREG(before.st_mode)) {
        return pass(number, a);
    }
    lock_usage();
    uint64_t length = length_of(number, a);
    uint64_t may = allowed(number, a, &before, length);
    if (may == length) {
        result = pass(number, a);
    } else {
        result = may == 0 ? no_space(descriptor, NULL, false) : short_write(number, a, may);
    }
    if (result > 0) {
        charge_change(&before, descriptor);
    }
    unlock_usage();
    return result;
}

// ftruncate, which makes holes or gives back; fallocate, which takes.
long watched_size(long number, const long *a)
{
    struct stat before;
    int descriptor = (int)a[0];
    long result;

    if (fstat(descriptor, &before) != 0) {
        return pass(number, a);
    }
    lock_usage();
    if (number == SYS_fallocate && (a[1] & ~FALLOC_FL_KEEP_SIZE) != 0) {
        result = -EOPNOTSUPP; // moving and sharing blocks
    } else if (number == SYS_fallocate && (uint64_t)a[3] > room_for((uint64_t)a[3])) {
        result = no_space(descriptor, NULL, false);
    } else {
        result = pass(number, a);
    }
    if (result == 0) {
        charge_change(&before, descriptor);
    }
    unlock_usage();
    return result;
}

// The directory that a name is in, as it was before the name was made: it may grow by it.
struct parent {
    bool seen;
    int directory;
    char path[PATH_BYTES];
    struct stat before;
};

static void look_at_parent(struct parent *parent, int directory, const char *name)
{
    size_t length = strnlen(name, sizeof parent->path);

    while (length > 1 && name[length - 1] == '/') {
        length--; // mkdir takes such a name
    }
    while (length > 0 && name[length - 1] != '/') {
        length--;
    }
    parent->directory = directory;
    parent->seen = length < sizeof parent->path;
    if (!parent->seen) {
        return;
    }
    memcpy(parent->path, name, length);
    parent->path[length] = 0;
    parent->seen = fstatat(directory, parent->path, &parent->before, AT_EMPTY_PATH) == 0;
}

static void charge_parent(const struct parent *parent)
{
    struct stat after;

    if (parent->seen && fstatat(parent->directory, parent->path, &after, AT_EMPTY_PATH) == 0) {
        charge_growth(&parent->before, &after);
    } else {
        charge_unseen(NAME_AT_MOST);
    }
}

struct opening {
    long number;
    const long *arguments;
    struct open_how how;
};

static long open_with(const struct opening *opening, uint64_t flags)
{
    const long *a = opening->arguments;
    struct open_how how = opening->how;

    how.flags = flags;
    how.mode = (flags & O_CREAT) != 0 ? how.mode : 0;
    if (opening->number == SYS_openat) {
        return gated_call(SYS_openat, a[0], a[1], (long)flags, (long)how.mode, 0, 0);
    }
    return gated_call(SYS_openat2, a[0], a[1], (long)&how, sizeof how, 0, 0);
}

// No room for a name: too many of them, or no block for what holds them.
static long no_room_for_name(int directory, const char *name)
{
    if (tally->limits.files != 0 && atomic_load(&tally->files) >= tally->limits.files) {
        return no_space(directory, name, true);
    }
    return room_for(BLOCK) < BLOCK ? no_space(directory, name, false) : 0;
}

// An existing file is opened first: only what did not exist is a file more.
static long open_or_make(const struct opening *opening, uint64_t flags)
{
    int directory = (int)opening->arguments[0];
    const char *name = (const char *)opening->arguments[1];
    struct parent parent;
    struct stat file, named;

    if ((flags & O_CREAT) == 0) {
        return open_with(opening, flags);
    }
    if ((flags & O_EXCL) == 0) {
        long existing = open_with(opening, flags & ~(uint64_t)O_CREAT);
        if (existing != -ENOENT) {
            return existing;
        }
    }
    long full = no_room_for_name(directory, name);
    if (full != 0) {
        return full;
    }
    look_at_parent(&parent, directory, name);
    long made = open_with(opening, flags);
    if (made >= 0 && fstat((int)made, &file) == 0) {
        count_name(&file, true);
        // A link that led nowhere can lead to another directory.
        parent.seen = parent.seen && fstatat(directory, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
                      named.st_dev == file.st_dev && named.st_ino == file.st_ino;
        charge_parent(&parent);
    }
    return made;
}

// Truncated only once it is open, when we can see what is given back.
static void truncate_opened(int descriptor)
{
    struct stat file;

    if (fstat(descriptor, &file) == 0 && S_ISREG(file.st_mode) &&
        gated_call(SYS_ftruncate, descriptor, 0, 0, 0, 0, 0) == 0) {
        charge_change(&file, descriptor);
    }
}

long watched_open(long number, const long *a)
{
    struct opening opening = {.number = number, .arguments = a};

    if (number == SYS_openat2 && (size_t)a[3] != sizeof opening.how) {
        return -E2BIG;
    }
    if (number == SYS_openat2) {
        opening.how = *(const struct open_how *)a[2];
    } else {
        opening.how = (struct open_how){.flags = (uint64_t)(unsigned)a[2], .mode = (uint64_t)(unsigned)a[3]};
    }
    uint64_t flags = opening.how.flags;
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        return -EOPNOTSUPP; // a file without a name
    }
    if ((flags & (O_CREAT | O_TRUNC)) == 0) {
        return open_with(&opening, flags);
    }
    if ((flags & O_CREAT) != 0 && (opening.how.mode & (S_ISUID | S_ISGID)) != 0) {
        return -EPERM; // the filter sees this of openat
    }
    lock_usage();
    long descriptor = open_or_make(&opening, flags & ~(uint64_t)O_TRUNC);
    if (descriptor >= 0 && (flags & O_TRUNC) != 0) {
        truncate_opened((int)descriptor);
    }
    unlock_usage();
    return descriptor;
}

// Directories and links.
long watched_making(long number, const long *a)
{
    int directory = (int)(number == SYS_mkdirat ? a[0] : number == SYS_symlinkat ? a[1] : a[2]);
    const char *name = (const char *)(number == SYS_mkdirat ? a[1] : number == SYS_symlinkat ? a[2] : a[3]);
    struct parent parent;
    struct stat made;

    lock_usage();
    long result = no_room_for_name(directory, name);
    if (result == 0) {
        look_at_parent(&parent, directory, name);
        result = pass(number, a);
        if (result == 0 && fstatat(directory, name, &made, AT_SYMLINK_NOFOLLOW) == 0) {
            count_name(&made, number != SYS_linkat);
            charge_parent(&parent);
        }
    }
    unlock_usage();
    return result;
}

// A name goes, and with it perhaps its file.
static long remove_name(const long *a)
{
    struct stat before;
    bool was = fstatat((int)a[0], (const char *)a[1], &before, AT_SYMLINK_NOFOLLOW) == 0;
    long result = pass(SYS_unlinkat, a);

    if (result == 0 && was) {
        release_name(&before);
    }
    return result;
}

// The name it replaces goes; a new one may make its directory grow.
static long rename_file(long number, const long *a)
{
    int directory = (int)a[2];
    const char *name = (const char *)a[3];
    struct parent parent;
    struct stat before, source;
    bool was = fstatat(directory, name, &before, AT_SYMLINK_NOFOLLOW) == 0;
    bool same = was && fstatat((int)a[0], (const char *)a[1], &source, AT_SYMLINK_NOFOLLOW) == 0 &&
                source.st_dev == before.st_dev && source.st_ino == before.st_ino;

    if (number == SYS_renameat2 && (a[4] & ~1L) != 0) {
        return -EINVAL;
    }
    if (!was && room_for(BLOCK) < BLOCK) {
        return no_space(directory, name, false);
    }
    look_at_parent(&parent, directory, name);
    long result = pass(number, a);
    if (result == 0) {
        charge_parent(&parent);
        if (was && !same) {
            release_name(&before);
        }
    }
    return result;
}

long watched_removal(long number, const long *a)
{
    lock_usage();
    long result = number == SYS_unlinkat ? remove_name(a) : rename_file(number, a);
    unlock_usage();
    return result;
}
