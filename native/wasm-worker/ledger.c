// What each file, directory and link of a run's has been charged, by its number: so much is given back when it goes,
// and not more. Its memory grows with the files; where there is none more, what is charged stays charged.
#include "parts.h"

#include <string.h>
#include <sys/mman.h>

enum { FIRST_ROOM = 128 };

static struct account first[FIRST_ROOM]; // of zeroes: a number is never 0
static struct account *accounts = first;
static size_t room = FIRST_ROOM, count;

static size_t place_of(const struct account *table, size_t size, dev_t device, ino_t inode)
{
    size_t place = (size_t)((inode ^ (device << 32)) * 0x9E3779B97F4A7C15u >> 20) & (size - 1);

    while (table[place].inode != 0 && (table[place].inode != inode || table[place].device != device)) {
        place = (place + 1) & (size - 1);
    }
    return place;
}

static bool grow(void)
{
    const size_t size = 2 * room * sizeof *accounts;
    struct account *more = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (more == MAP_FAILED) {
        return false;
    }
    for (size_t i = 0; i < room; i++) {
        if (accounts[i].inode != 0) {
            more[place_of(more, 2 * room, accounts[i].device, accounts[i].inode)] = accounts[i];
        }
    }
    if (accounts != first) {
        munmap(accounts, room * sizeof *accounts);
    }
    accounts = more;
    room *= 2;
    return true;
}

// NULL where it has none.
struct account *find_account(dev_t device, ino_t inode)
{
    size_t place = place_of(accounts, room, device, inode);

    return accounts[place].inode != 0 ? &accounts[place] : NULL;
}

// NULL where there is no memory for one more. Good until the next is opened or closed.
struct account *open_account(dev_t device, ino_t inode)
{
    struct account *found = find_account(device, inode);

    if (found != NULL) {
        return found;
    }
    if (count * 2 >= room && !grow()) {
        return NULL;
    }
    count++;
    found = &accounts[place_of(accounts, room, device, inode)];
    *found = (struct account){.device = device, .inode = inode};
    return found;
}

// Those behind it move up, as far as they may: a search ends at the first empty place.
void close_account(struct account *account)
{
    size_t hole = (size_t)(account - accounts), next = hole;

    count--;
    accounts[hole] = (struct account){0};
    for (;;) {
        next = (next + 1) & (room - 1);
        if (accounts[next].inode == 0) {
            return;
        }
        struct account moved = accounts[next];
        accounts[next] = (struct account){0};
        accounts[place_of(accounts, room, moved.device, moved.inode)] = moved;
    }
}
