// PID 1 beside the program: under it signals, abort() and orphans behave as on any Linux.
#include "parts.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const int forwarded[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH};

static sigset_t awaited_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    for (size_t index = 0; index < sizeof forwarded / sizeof *forwarded; index++) {
        sigaddset(&set, forwarded[index]);
    }
    return set;
}

// Before the filter. Blocked signals wait for us even in a PID 1, which otherwise never gets those at
// their default; and the program, of the same user, may neither write into its supervisor's memory nor
// take its channel.
void prepare_supervision(void)
{
    const sigset_t set = awaited_signals();

    sigprocmask(SIG_SETMASK, &set, NULL);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static _Noreturn void run_child(const struct request *request)
{
    sigset_t none;

    sigemptyset(&none);
    lead_session((request->flags & REQUEST_TERMINAL) != 0);
    sigprocmask(SIG_SETMASK, &none, NULL);
    become_program(request); // execve makes the process dumpable again
}

static void reap(pid_t program)
{
    int status;
    pid_t ended;

    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
        if (ended == program) {
            // A PID 1 cannot die of a signal, so our own status does not tell one from a number.
            send_record(CHANNEL, RECORD_ENDED, status);
            _exit(exit_value(status)); // the kernel kills whoever is left in our PID namespace
        }
    }
}

void supervise_program(struct request *request)
{
    const sigset_t set = awaited_signals();
    // Not fork(3): its library part makes calls that a strict filter need not allow. We go on when the
    // program runs, or has told why it does not: our copy of the channel keeps end of file from saying it.
    pid_t program = (pid_t)syscall(SYS_clone, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);

    if (program < 0) {
        give_up(STEP_FORK, errno, "fork");
    }
    if (program == 0) {
        run_child(request);
    }
    // Our copies would hide from the engine that the program closed its own.
    for (int descriptor = STDIN_FILENO; descriptor < CHANNEL; descriptor++) {
        close(descriptor);
    }
    send_record(CHANNEL, RECORD_RUNS, 0);
    release_request(request);
    for (;;) {
        int signal = sigwaitinfo(&set, NULL);
        if (signal == SIGCHLD) {
            reap(program);
        } else if (signal > 0) {
            kill(program, signal);
        }
    }
}
