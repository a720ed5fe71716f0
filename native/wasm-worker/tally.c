// Memory that one child and its parent share.
#include "parts.h"

#include <sys/mman.h>

struct tally *make_tally(void)
{
    void *page = mmap(NULL, sizeof(struct tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return page == MAP_FAILED ? NULL : page;
}

void release_tally(struct tally *tally)
{
    munmap(tally, sizeof *tally);
}

void raise_to(atomic_uint_least64_t *peak, uint64_t value)
{
    uint_least64_t seen = atomic_load(peak);

    while (seen < value && !atomic_compare_exchange_weak(peak, &seen, value)) {
    }
}
