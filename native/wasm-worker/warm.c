// Which pages of a guest's memory every run writes to, and a run's beginning with them.
//
// A guest's heap lies in its .cwasm, and each page of it that a run writes to is copied by a fault of its own, or two
// when it was read before. `warm` lets the guest do once what all runs do, and writes down beside the .cwasm
// which pages that took: a child asks for those at once. What a user's program does has no part in it.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 // Linux 5.14
#endif

enum { PAGE = 4096, RANGES_MAX = 2048, PAGES_MAX = 2048 };

// Of the pages of the guest's first memory: from the first on, so many.
struct range {
    uint32_t first;
    uint32_t count;
};

struct warmth {
    struct range ranges[RANGES_MAX];
    size_t count;
};

static struct warmth warmths[GUESTS];

static bool warm_path(const char *path, char into[PATH_BYTES])
{
    return snprintf(into, PATH_BYTES, "%s.warm", path) < PATH_BYTES;
}

// Nothing depends on it: without the file, or with one that is not ours, a run is only slower.
void load_warmth(enum guest guest, const char *path)
{
    struct warmth *warmth = &warmths[guest];
    char name[PATH_BYTES];
    struct stat file;

    int descriptor = warm_path(path, name) ? open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (descriptor < 0) {
        return;
    }
    if (fstat(descriptor, &file) == 0 && file.st_uid == geteuid() && (file.st_mode & (S_IWGRP | S_IWOTH)) == 0) {
        ssize_t got = read(descriptor, warmth->ranges, sizeof warmth->ranges);
        warmth->count = got > 0 ? (size_t)got / sizeof warmth->ranges[0] : 0;
    }
    close(descriptor);
}

// Once: what is there already is not asked for again.
void warm_memory(enum guest guest)
{
    struct warmth *warmth = &warmths[guest];
    size_t length;
    char *memory = first_memory(&length);

    for (size_t i = 0; memory != NULL && i < warmth->count; i++) {
        size_t begin = (size_t)warmth->ranges[i].first * PAGE, size = (size_t)warmth->ranges[i].count * PAGE;
        if (begin + size > length || madvise(memory + begin, size, MADV_POPULATE_WRITE) != 0) {
            break; // another memory than it was made for, or an older kernel
        }
    }
    warmth->count = 0;
}

static bool add_page(struct warmth *warmth, uint32_t page)
{
    struct range *last = warmth->count > 0 ? &warmth->ranges[warmth->count - 1] : NULL;

    if (last != NULL && page == last->first + last->count) {
        last->count++;
        return true;
    }
    if (warmth->count == RANGES_MAX) {
        return false;
    }
    warmth->ranges[warmth->count++] = (struct range){.first = page, .count = 1};
    return true;
}

// proc(5): bit 63 of a page's entry says that it is there, bit 61 that it is a file's still.
static bool find_written(struct warmth *warmth, const char *memory, size_t length)
{
    uint64_t entries[512];
    size_t pages = length / PAGE, written = 0;
    int descriptor = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);

    for (size_t page = 0; descriptor >= 0 && page < pages; page += sizeof entries / sizeof entries[0]) {
        ssize_t got = pread(descriptor, entries, sizeof entries, (off_t)(((uintptr_t)memory / PAGE + page) * 8));
        for (size_t i = 0; got > 0 && i < (size_t)got / 8 && page + i < pages; i++) {
            if (entries[i] >> 63 == 1 && (entries[i] >> 61 & 1) == 0) {
                written++;
                if (written > PAGES_MAX || !add_page(warmth, (uint32_t)(page + i))) {
                    close(descriptor);
                    return false; // more than it is worth
                }
            }
        }
    }
    close(descriptor);
    return descriptor >= 0;
}

// Where all of its streams are nothing. The seed has written to some pages already; a fork copies those too when it
// writes to them.
static bool run_once(struct guests *guests, const char *request)
{
    const struct request nothing = {.guest = GUEST_PYTHON};
    const struct seed *seed = &guests->seeds[GUEST_PYTHON];
    const wasmtime_component_val_t argument = {
        .kind = VALUE_STRING,
        .string = {.size = strlen(request), .data = (char *)(uintptr_t)request},
    };
    wasmtime_component_val_t result = {0};
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
        dup2(null, STATUS_DESCRIPTOR) < 0) {
        return false;
    }
    give_wasi(seed->context, &nothing);
    wasmtime_error_t *error =
        library.wasmtime_component_func_call(&seed->exec, seed->context, &argument, 1, &result, 1);
    if (error != NULL) {
        char text[TEXT_MAX];
        error_text(error, text, sizeof text);
        complain(text, NULL);
    }
    return error == NULL && result.kind == VALUE_S32;
}

int warm_command(const char *library_path, const char *artifact, const char *request)
{
    struct options options = {.library = library_path, .artifacts = {[GUEST_PYTHON] = artifact}};
    struct guests guests = {0};
    struct warmth *warmth = &warmths[GUEST_PYTHON];
    char name[PATH_BYTES];
    size_t length;

    make_room_for_stack();
    load_library(library_path);
    load_guests(&guests, &options);
    *warmth = (struct warmth){.count = 0};
    own_pages(GUEST_PYTHON);
    char *memory = first_memory(&length);
    if (memory == NULL || !guests.seeds[GUEST_PYTHON].ready || !run_once(&guests, request)) {
        complain(artifact, ": it does not run", NULL);
        return EXIT_OURS;
    }
    if (!find_written(warmth, memory, length)) {
        complain(artifact, ": its pages cannot be told, or it writes to too many", NULL);
        return EXIT_OURS;
    }
    if (!warm_path(artifact, name) || !replace_file(name, warmth->ranges, warmth->count * sizeof warmth->ranges[0])) {
        complain(artifact, ".warm: ", strerror(errno), NULL);
        return EXIT_OURS;
    }
    return 0;
}
