// The way from a process that the runtime started to the program that was asked for.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void prepare_channel(void)
{
    int flags = fcntl(CHANNEL, F_GETFL);

    if (flags < 0) {
        usage("init (with a socket as descriptor 3)");
    }
    fcntl(CHANNEL, F_SETFL, flags & ~O_NONBLOCK);
    // The engine takes end of file for "the program runs".
    fcntl(CHANNEL, F_SETFD, FD_CLOEXEC);
}

static void apply_limits(const struct request *request)
{
    for (uint32_t index = 0; index < request->limit_count; index++) {
        struct request_limit asked = request_limit(request, index);
        struct rlimit limit = {.rlim_cur = asked.soft, .rlim_max = asked.hard};
        if (setrlimit((__rlimit_resource_t)asked.resource, &limit) != 0) {
            char text[] = "rlimit ??";
            text[7] = (char)('0' + asked.resource / 10 % 10);
            text[8] = (char)('0' + asked.resource % 10);
            give_up(STEP_LIMIT, errno, text);
        }
    }
}

static void wait_for_go(void)
{
    char byte;

    if (!receive_all(CHANNEL, &byte, 1) || byte != WIRE_GO) {
        _exit(EXIT_OURS); // the engine is dead, or does not want this sandbox: never run without its word
    }
}

void launch_mode(void)
{
    struct request request = {0};

    reset_signals();
    close_from(CHANNEL + 1);
    prepare_channel();
    receive_request(&request);

    const bool terminal = (request.flags & REQUEST_TERMINAL) != 0;
    const bool supervised = (request.flags & REQUEST_SUPERVISE) != 0;
    const bool inside = (request.flags & REQUEST_INSIDE) != 0;

    umask(request.umask);
    setpriority(PRIO_PROCESS, 0, 0);
    write_oom_score("0");
    if (terminal) {
        open_terminal(request.columns, request.rows);
    }
    if (!supervised) {
        lead_session(terminal);
    }
    if (chdir(request.directory) != 0) {
        give_up(STEP_DIRECTORY, errno, request.directory);
    }
    if (supervised) {
        prepare_supervision();
    }
    if (inside) {
        look_inside();
    }
    // After most that opens files: a small nofile is for the program, not for us.
    apply_limits(&request);
    install_filter(&request);
    if (inside) {
        tell_inside();
    }
    if (inside || (request.flags & REQUEST_LISTENER) != 0) {
        wait_for_go();
    }
    if (supervised) {
        supervise_program(&request);
    }
    become_program(&request);
}
