// The children of a subreaper: all that the runtime starts ends up as ours.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// A wait status as a shell would say it.
int exit_value(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// The process number in a runtime's pid file, or -1 with errno.
pid_t read_pid_file(const char *path)
{
    char digits[32];
    struct stat status;
    pid_t process = 0;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (file < 0) {
        return -1;
    }
    ssize_t length = fstat(file, &status) == 0 && S_ISREG(status.st_mode) ? read(file, digits, sizeof digits) : 0;
    close(file);
    if (length > 0 && digits[length - 1] == '\n') {
        length--;
    }
    errno = EBADMSG;
    if (length <= 0 || length > 9) {
        return -1;
    }
    for (ssize_t at = 0; at < length; at++) {
        if (digits[at] < '0' || digits[at] > '9') {
            return -1;
        }
        process = process * 10 + (digits[at] - '0');
    }
    return process > 1 ? process : -1;
}

// Kills our children until none is left: what a runtime put into a foreign cgroup is found here, since the
// orphans of the dead become ours in turn.
void kill_children(int64_t within_millis)
{
    const int64_t until = now_millis() + within_millis;

    while (now_millis() < until) {
        char list[4096];
        int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
        if (file < 0) {
            return; // CONFIG_PROC_CHILDREN is off
        }
        ssize_t length = read(file, list, sizeof list);
        close(file);
        pid_t process = 0;
        size_t alive = 0;
        for (ssize_t at = 0; at < length; at++) {
            if (list[at] >= '0' && list[at] <= '9') {
                process = process * 10 + (list[at] - '0');
            } else if (process > 0) {
                siginfo_t dead = {0};
                // The dead stay for the one who reports their status.
                if (waitid(P_PID, (id_t)process, &dead, WEXITED | WNOHANG | WNOWAIT) == 0 && dead.si_pid == 0) {
                    kill(process, SIGKILL);
                    alive++;
                }
                process = 0;
            }
        }
        if (alive == 0) {
            return;
        }
        pause_millis(1);
    }
}
