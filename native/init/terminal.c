// A terminal from the sandbox's own devpts; the engine gets its other side.
#include "parts.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif

// Before Linux 4.13 the other side has to be opened by its name.
static int open_by_number(int master)
{
    static const char folder[] = "/dev/pts/";
    char path[sizeof folder + 10];
    char digits[10];
    size_t length = sizeof folder - 1;
    int count = 0;
    unsigned number;

    if (ioctl(master, TIOCGPTN, &number) != 0) {
        return -1;
    }
    for (size_t index = 0; index < length; index++) {
        path[index] = folder[index];
    }
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0) {
        path[length++] = digits[--count];
    }
    path[length] = '\0';
    return open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

static int open_slave(int master)
{
    int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);

    return slave >= 0 ? slave : open_by_number(master);
}

// Afterwards 0-2 are the terminal. It is nobody's controlling terminal yet: see lead_session.
void open_terminal(uint16_t columns, uint16_t rows)
{
    static const char name[] = "/dev/ptmx";
    const struct winsize size = {.ws_col = columns, .ws_row = rows};
    int unlocked = 0;
    int master = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (master < 0 || ioctl(master, TIOCSPTLCK, &unlocked) != 0 || ioctl(master, TIOCSWINSZ, &size) != 0) {
        give_up(STEP_TERMINAL, errno, name);
    }
    int slave = open_slave(master);
    if (slave < 0) {
        give_up(STEP_TERMINAL, errno, name);
    }
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (dup2(slave, descriptor) < 0) {
            give_up(STEP_TERMINAL, errno, name);
        }
    }
    close(slave);
    if (!send_descriptor(CHANNEL, RECORD_TERMINAL, master)) {
        give_up(STEP_TERMINAL, errno, name);
    }
    close(master);
}

// Makes the caller the leader of a session (runc may have done so already: EPERM).
void lead_session(bool terminal)
{
    setsid();
    if (terminal && ioctl(STDIN_FILENO, TIOCSCTTY, 0) != 0) {
        give_up(STEP_TERMINAL, errno, "controlling terminal");
    }
}
