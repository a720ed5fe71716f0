// For a caller who is not root: the same process, but root of a user and mount namespace of its own.
// The maps are written by newuidmap(1) and newgidmap(1), which must run outside of that namespace; so a
// child stays behind there and runs them for us.
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NUMBER_BYTES = 24, LINE_BYTES = 512 };

struct range {
    char start[NUMBER_BYTES];
    char count[NUMBER_BYTES];
};

static void number_text(unsigned long number, char *into)
{
    char digits[NUMBER_BYTES];
    size_t count = 0;

    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0) {
        *into++ = digits[--count];
    }
    *into = '\0';
}

// One line without its newline; a longer one loses its tail. False at the end.
static bool read_line(int file, char *line)
{
    size_t length = 0;
    bool any = false;
    char byte;

    while (read(file, &byte, 1) == 1) {
        any = true;
        if (byte == '\n') {
            break;
        }
        if (length < LINE_BYTES - 1) {
            line[length++] = byte;
        }
    }
    line[length] = '\0';
    return any;
}

// The caller's name by /etc/passwd. The library's getpwuid needs shared objects, which a static program
// does not have; newuidmap checks by its own means whatever we take for the name.
static bool find_name(const char *uid, char *name)
{
    char line[LINE_BYTES];
    bool found = false;
    int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);

    while (file >= 0 && !found && read_line(file, line)) {
        char *rest = line;
        const char *login = strsep(&rest, ":");
        strsep(&rest, ":"); // the password
        const char *number = strsep(&rest, ":");
        if (number != NULL && strcmp(number, uid) == 0) {
            strcpy(name, login);
            found = true;
        }
    }
    if (file >= 0) {
        close(file);
    }
    return found;
}

static bool is_number(const char *text)
{
    return text != NULL && *text != '\0' && strlen(text) < NUMBER_BYTES && strspn(text, "0123456789") == strlen(text);
}

// The command that runs without a namespace where none can be made; NULL where that is an error.
static char **plain_command;

// Says why there is no namespace: to the command that does without, or to the caller.
static _Noreturn void do_without(const char *const *parts)
{
    char why[LINE_BYTES] = "";

    for (; *parts != NULL; parts++) {
        strncat(why, *parts, sizeof why - strlen(why) - 1);
    }
    if (plain_command != NULL && setenv("COFFERDAM_ROOTLESS_REFUSED", why, 1) == 0) {
        execvp(plain_command[0], plain_command);
        complain("cannot run ", plain_command[0], ": ", strerror(errno), NULL);
        _exit(errno == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
    }
    complain(why, NULL);
    _exit(EXIT_OURS);
}

// The first range of the caller in /etc/subuid or /etc/subgid, subuid(5).
static bool find_range(const char *path, const char *name, const char *uid, struct range *range)
{
    char line[LINE_BYTES];
    bool found = false;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    while (file >= 0 && !found && read_line(file, line)) {
        char *rest = line;
        const char *owner = strsep(&rest, ":");
        const char *start = strsep(&rest, ":");
        const char *count = strsep(&rest, ":");
        if ((strcmp(owner, name) == 0 || strcmp(owner, uid) == 0) && is_number(start) && is_number(count) &&
            strspn(count, "0") != strlen(count)) {
            strcpy(range->start, start);
            strcpy(range->count, count);
            found = true;
        }
    }
    if (file >= 0) {
        close(file);
    }
    return found;
}

static struct range require_range(const char *path, const char *name, const char *uid, const char *option)
{
    struct range range;

    if (!find_range(path, name, uid, &range)) {
        do_without((const char *[]){"no range for ", name, " in ", path, ": sudo usermod ", option, " 100000-165535 ",
                                    name, " (or another range that is free there)", NULL});
    }
    return range;
}

// Runs the tool with its stderr into a pipe, so that its message becomes part of ours.
static bool run_tool(const char *tool, const char *target, const char *id, const struct range *range)
{
    const char *command[] = {tool, target, "0", id, "1", "1", range->start, range->count, NULL};
    char said[LINE_BYTES];
    int output[2];
    int status = -1;

    if (pipe2(output, O_CLOEXEC) != 0) {
        complain("cannot run ", tool, ": ", strerror(errno), NULL);
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        dup2(output[1], STDERR_FILENO);
        execvp(tool, (char **)(uintptr_t)command);
        _exit(errno == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
    }
    close(output[1]);
    bool any = read_line(output[0], said);
    close(output[0]);
    if (child < 0 || waitpid(child, &status, 0) != child) {
        complain("cannot run ", tool, ": ", strerror(errno), NULL);
        return false;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND) {
        complain(tool, " is not installed: sudo apt-get install uidmap", NULL);
        return false;
    }
    if (status != 0) {
        complain("cannot map the ids of a user namespace: ", any ? said : tool,
                 " (is it set-uid root, and the range still in /etc/subuid and /etc/subgid?)", NULL);
        return false;
    }
    return true;
}

struct mapper {
    pid_t process;
    int start;  // one byte: the namespace is there
    int answer; // one byte: the maps are written
};

// The child left behind. Whatever happens to the caller ends its wait, too.
static struct mapper start_mapper(const struct range *uids, const struct range *gids)
{
    int start[2];
    int answer[2];
    char target[NUMBER_BYTES];
    char uid[NUMBER_BYTES];
    char gid[NUMBER_BYTES];
    char byte = 'M';

    number_text((unsigned long)getpid(), target);
    number_text(getuid(), uid);
    number_text(getgid(), gid);
    if (pipe2(start, O_CLOEXEC) != 0 || pipe2(answer, O_CLOEXEC) != 0) {
        complain("cannot make a pipe: ", strerror(errno), NULL);
        _exit(EXIT_OURS);
    }
    pid_t process = fork();
    if (process < 0) {
        complain("cannot fork: ", strerror(errno), NULL);
        _exit(EXIT_OURS);
    }
    if (process > 0) {
        close(start[0]);
        close(answer[1]);
        return (struct mapper){.process = process, .start = start[1], .answer = answer[0]};
    }
    reset_signals(); // an ignored SIGCHLD would take the tools' statuses away
    close(start[1]);
    close(answer[0]);
    bool mapped = read(start[0], &byte, 1) == 1 && run_tool("newuidmap", target, uid, uids) &&
                  run_tool("newgidmap", target, gid, gids) && write(answer[1], &byte, 1) == 1;
    _exit(mapped ? 0 : EXIT_OURS);
}

static bool on_path(const char *program)
{
    const char *path = getenv("PATH");
    char file[LINE_BYTES];

    while (path != NULL && *path != '\0') {
        size_t length = strcspn(path, ":");
        if (length + strlen(program) + 2 < sizeof file) {
            memcpy(file, path, length);
            file[length] = '/';
            strcpy(file + length + 1, program);
            if (access(file, X_OK) == 0) {
                return true;
            }
        }
        path += length + (path[length] == ':' ? 1 : 0);
    }
    return false;
}

// What would only fail once there is no way back.
static void require_way_back(void)
{
    static const char switched[] = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
    const char *const tools[] = {"newuidmap", "newgidmap"};
    char line[LINE_BYTES];

    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++) {
        if (!on_path(tools[i])) {
            do_without((const char *[]){tools[i], " is not installed: sudo apt-get install uidmap", NULL});
        }
    }
    int file = open(switched, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && read_line(file, line) && strcmp(line, "1") == 0) {
        do_without((const char *[]){
            "user namespaces are without rights here (sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0)",
            NULL});
    }
    if (file >= 0) {
        close(file);
    }
}

static void enter_namespaces(const struct mapper *mapper)
{
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) {
        return;
    }
    int error = errno;
    close(mapper->start);
    close(mapper->answer);
    waitpid(mapper->process, NULL, 0);
    const char *remedy = error == ENOSPC  ? " (sudo sysctl user.max_user_namespaces=15000)"
                         : error == EPERM ? " (sudo sysctl kernel.unprivileged_userns_clone=1)"
                                          : "";
    do_without((const char *[]){"cannot make a user namespace: ", strerror(error), remedy, NULL});
}

void rootless_mode(char **arguments)
{
    char uid[NUMBER_BYTES];
    char name[LINE_BYTES];
    char byte = 'U';

    bool or_plain = arguments[0] != NULL && strcmp(arguments[0], "--or-plain") == 0;
    arguments += or_plain ? 1 : 0;
    if (arguments[0] == NULL || strcmp(arguments[0], "--") != 0 || arguments[1] == NULL) {
        usage("rootless [--or-plain] -- COMMAND [ARGUMENT…]");
    }
    if (geteuid() == 0) {
        complain("rootless is for a caller that is not root: run the command itself", NULL);
        _exit(EXIT_OURS);
    }
    number_text(getuid(), uid);
    if (!find_name(uid, name)) {
        strcpy(name, uid);
    }
    if (or_plain) {
        plain_command = arguments + 1;
        require_way_back();
    }
    struct range uids = require_range("/etc/subuid", name, uid, "--add-subuids");
    struct range gids = require_range("/etc/subgid", name, uid, "--add-subgids");
    struct mapper mapper = start_mapper(&uids, &gids);

    enter_namespaces(&mapper);
    // A mapper that says nothing has already said why on stderr.
    bool mapped = write(mapper.start, &byte, 1) == 1 && receive_all(mapper.answer, &byte, 1);
    waitpid(mapper.process, NULL, 0);
    if (!mapped) {
        _exit(EXIT_OURS);
    }
    close(mapper.start);
    close(mapper.answer);
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        complain("no rights in the new user namespace: ", strerror(errno),
                 " (sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0)", NULL);
        _exit(EXIT_OURS);
    }
    execvp(arguments[1], arguments + 1);
    int error = errno;
    complain("cannot run ", arguments[1], ": ", strerror(error), NULL);
    _exit(error == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
}
