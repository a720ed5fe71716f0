// Memory that one child and its parent share, and memory that no child gets.
#include "parts.h"

#include <sys/mman.h>

struct tally *make_tally(void)
{
    void *page = mmap(NULL, sizeof(struct tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return page == MAP_FAILED ? NULL : page;
}

// Its child has it: those that come after must not, they could write to it.
bool keep_tally(struct tally *tally)
{
    return madvise(tally, sizeof *tally, MADV_DONTFORK) == 0;
}

void release_tally(struct tally *tally)
{
    munmap(tally, sizeof *tally);
}

// What the parent knows of a run lies in such memory: a fork copies everything else to the child of another's.
// Zeroes, or NULL.
void *own_memory(size_t size)
{
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (pages == MAP_FAILED) {
        return NULL;
    }
    if (madvise(pages, size, MADV_DONTFORK) != 0) {
        munmap(pages, size);
        return NULL;
    }
    return pages;
}

void release_memory(void *pages, size_t size)
{
    munmap(pages, size);
}

void raise_to(atomic_uint_least64_t *peak, uint64_t value)
{
    uint_least64_t seen = atomic_load(peak);

    while (seen < value && !atomic_compare_exchange_weak(peak, &seen, value)) {
    }
}
