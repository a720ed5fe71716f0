// Whether what failed, failed for want of something that comes back: that says nothing against a file, which is then
// not to be made again.
#include "parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool is_shortage(int number, const char *why)
{
    static const int kinds[] = {EMFILE, ENFILE, ENOMEM};
    char rusts[32];

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        snprintf(rusts, sizeof rusts, "(os error %d)", kinds[i]);
        if (number == kinds[i] || strstr(why, strerror(kinds[i])) != NULL || strstr(why, rusts) != NULL) {
            return true;
        }
    }
    return false;
}
