// The memory limit. Wasmtime reserves 4 GiB of addresses for a linear memory and makes its pages usable as it grows, by
// mprotect: refusing that is a memory.grow that gives -1, as any wasm program expects where memory ends. Its own
// limiter would do so too, but for each memory on its own, and would not say that it did.
#include "parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

struct region {
    uintptr_t begin, end;               // reserved
    uintptr_t usable_begin, usable_end; // equal while nothing is usable
    enum guest owner;
};

static struct region regions[REGIONS_MAX];
static size_t region_count;
static enum guest owner = GUESTS;
static struct tally unlimited; // while the parent makes its seeds
static struct tally *tally = &unlimited;
static bool host_refused;

// Whose the memories are that are made from now on.
void own_pages(enum guest guest)
{
    owner = guest;
}

static void count(uint64_t bytes)
{
    atomic_store(&tally->memory, bytes);
    raise_to(&tally->memory_peak, bytes);
}

static bool exceeds(uint64_t bytes)
{
    return tally->limits.memory_bytes != 0 && bytes > tally->limits.memory_bytes;
}

static void count_refusal(uint64_t wanted)
{
    atomic_fetch_add(&tally->memory_refused, 1);
    raise_to(&tally->memory_asked, wanted);
}

// In a child: of the memories that it has from its parent only its own guest's count, and they have to fit.
void prepare_pages(enum guest guest, struct tally *shared)
{
    uint64_t bytes = 0;
    size_t kept = 0;

    tally = shared;
    owner = guest;
    for (size_t i = 0; i < region_count; i++) {
        if (regions[i].owner == guest) {
            bytes += regions[i].usable_end - regions[i].usable_begin;
            regions[kept++] = regions[i];
        }
    }
    region_count = kept;
    if (exceeds(bytes)) {
        count_refusal(bytes);
        refuse_for_memory();
    }
    count(bytes);
}

// What is usable of the memory that the owner made first; NULL without one.
void *first_memory(size_t *length)
{
    for (size_t i = 0; i < region_count; i++) {
        if (regions[i].owner == owner && regions[i].usable_end > regions[i].usable_begin) {
            *length = regions[i].usable_end - regions[i].usable_begin;
            return (void *)regions[i].usable_begin;
        }
    }
    return NULL;
}

static long pass(long number, const long *a)
{
    return gated_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

// A memory beyond its reservation moves to another one, and the old one is unmapped, which nobody watches. What it had
// counts no more.
static void let_go(void)
{
    size_t kept = 0;

    for (size_t i = 0; i < region_count; i++) {
        const struct region region = regions[i];
        const long question[6] = {(long)region.begin, 4096, MADV_NORMAL};
        if (pass(SYS_madvise, question) != -ENOMEM) {
            regions[kept++] = region;
        } else {
            count(atomic_load(&tally->memory) - (region.usable_end - region.usable_begin));
        }
    }
    region_count = kept;
}

// Only mappings of 4 GiB and more come here: reservations. They are made and grown on the guest's thread alone.
long watched_mmap(const long *arguments)
{
    let_go();
    if (region_count == REGIONS_MAX) {
        return -ENOMEM; // what is not watched has no limit
    }
    long result = pass(SYS_mmap, arguments);
    if (result > 0 || result < -4095) {
        uintptr_t begin = (uintptr_t)result;
        regions[region_count++] =
            (struct region){.begin = begin, .end = begin + (uintptr_t)arguments[1], .owner = owner};
    }
    return result;
}

static struct region *region_of(uintptr_t address)
{
    for (size_t i = 0; i < region_count; i++) {
        if (address >= regions[i].begin && address < regions[i].end) {
            return &regions[i];
        }
    }
    return NULL;
}

long watched_mprotect(const long *arguments)
{
    uintptr_t address = (uintptr_t)arguments[0], end = address + (uintptr_t)arguments[1];
    struct region *region = region_of(address);

    if (region == NULL) {
        return pass(SYS_mprotect, arguments); // a thread's stack, the allocator's
    }
    if (region->usable_end == 0) {
        region->usable_begin = region->usable_end = address;
    }
    uint64_t growth = end > region->usable_end ? end - region->usable_end : 0;
    uint64_t wanted = atomic_load(&tally->memory) + growth;
    if (exceeds(wanted)) {
        let_go();
        region = region_of(address); // it moved up with the others
        wanted = atomic_load(&tally->memory) + growth;
    }
    if (exceeds(wanted)) {
        count_refusal(wanted);
        return -ENOMEM;
    }
    long result = pass(SYS_mprotect, arguments);
    if (result == 0) {
        region->usable_end += growth;
        count(wanted);
    }
    return result;
}

uint64_t watched_memory(void)
{
    return atomic_load(&tally->memory);
}

// What the kernel refused the host's side it refused the guest, whose doing that was.
void note_host_refused(void)
{
    host_refused = true;
}

// Called when a guest did not start: if it was for this reason, says so.
void refuse_for_memory(void)
{
    char limit[32], asked[32];

    if (atomic_load(&tally->memory_refused) == 0) {
        return;
    }
    snprintf(limit, sizeof limit, "%llu", (unsigned long long)tally->limits.memory_bytes);
    snprintf(asked, sizeof asked, "%llu", (unsigned long long)atomic_load(&tally->memory_asked));
    refuse("the memory limit of ", limit, " bytes is below the ", asked, " that it needs to start", NULL);
}

// At the end: tables, which nobody watches, are memory of the guest's as well, and what the kernel refused them it
// refused the guest.
void count_unwatched(enum how how, const char *cause)
{
    uint64_t bytes = atomic_load(&tally->memory), all = bytes + unwatched_data(bytes);

    raise_to(&tally->memory_peak, all);
    if (how == HOW_TRAP && (host_refused || (exceeds(all) && strstr(cause, "out of memory") != NULL))) {
        count_refusal(all);
    }
}
