// A worker whose children lie to it: in place of run.c. What a child does is the text of its request.
#include "../parts.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void say(int pipe, uint32_t kind, uint32_t length, size_t bytes)
{
    static unsigned char message[1 << 16];
    struct status status = {.kind = kind, .length = length};

    memcpy(message, &status, sizeof status);
    memset(message + sizeof status, 0xFF, bytes);
    write_all(pipe, message, sizeof status + bytes);
}

static void say_noise(int pipe)
{
    unsigned char noise[4096];
    uint32_t seed = 6;

    for (int round = 0; round < 100; round++) {
        for (size_t i = 0; i < sizeof noise; i++) {
            seed = seed * 1664525 + 1013904223;
            noise[i] = (unsigned char)(seed >> 24);
        }
        write_all(pipe, noise, sizeof noise);
    }
}

static bool is(const unsigned char *payload, size_t length, const char *text)
{
    return memmem(payload, length, text, strlen(text)) != NULL;
}

void run_request(const struct guests *guests, struct tally *tally, const unsigned char *payload, size_t length,
                 const int *descriptors, size_t count, int status)
{
    struct ending ending = {.how = HOW_EXIT, .code = 0xFFFFFFFF};
    (void)guests;
    (void)descriptors;
    (void)count;

    signal(SIGPIPE, SIG_IGN);
    memset(tally, 0xFF, sizeof *tally);
    if (is(payload, length, "silent")) {
        _exit(3);
    } else if (is(payload, length, "huge")) {
        say(status, STATUS_ENDED, 0xFFFFFFFF, 100);
        pause();
    } else if (is(payload, length, "noise")) {
        say_noise(status);
    } else if (is(payload, length, "reports")) {
        for (int i = 0; i < 10000; i++) {
            say(status, STATUS_GUEST_REPORT, REPORT_MAX, REPORT_MAX);
        }
    } else if (is(payload, length, "started")) {
        for (int i = 0; i < 1000; i++) {
            say(status, STATUS_CONFINED, 300, 300);
        }
    } else if (is(payload, length, "signal")) {
        say(status, STATUS_ENDED, offsetof(struct ending, text), 0);
        ending.how = HOW_SIGNAL;
        write_all(status, &ending, offsetof(struct ending, text));
    } else if (is(payload, length, "short")) {
        say(status, STATUS_ENDED, 8, 8);
        pause();
    } else if (is(payload, length, "flood")) {
        for (;;) {
            say(status, 77, 0, 0);
        }
    } else if (is(payload, length, "cut")) {
        say(status, STATUS_ENDED, 100, 4);
    } else if (is(payload, length, "quiet")) {
        close(status);
        pause();
    } else if (is(payload, length, "full")) {
        memset(ending.text, 'x', sizeof ending.text);
        say(status, STATUS_ENDED, sizeof ending, 0);
        memset(ending.cause, 'x', sizeof ending.cause);
        write_all(status, &ending, sizeof ending);
        if (is(payload, length, "twice")) {
            say(status, STATUS_ENDED, sizeof ending, 0);
            write_all(status, &ending, sizeof ending);
            pause();
        }
    }
    _exit(0);
}

int main(int count, char **arguments)
{
    const struct options options = {.library = count > 3 ? arguments[3] : ""};

    return serve_command(&options);
}
