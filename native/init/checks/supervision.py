"""init as a supervising PID 1 of a PID namespace."""

import errno
import os
import signal
import unittest

from checks.harness import (
    R_ENDED,
    R_FAILED,
    R_RUNS,
    S_FORK,
    S_PROGRAM,
    SUPERVISE,
    Launched,
    children_of,
    eventually,
)

# Takes descriptor 3 of its parent and says on it that it was killed (record 4, SIGKILL).
TAKER = """
import ctypes, os, socket, struct, sys
libc = ctypes.CDLL(None, use_errno=True)
parent = os.getppid()
try:
    os.listdir(f"/proc/{parent}/fd")
    print("listed")
except PermissionError:
    pass
taken = libc.syscall(438, os.pidfd_open(parent), 3, 0)
if taken >= 0:
    os.write(taken, struct.pack("<IiQ", 4, 9, 0))
    print("taken")
if libc.ptrace(16, parent, 0, 0) == 0:
    print("traced")
for number in range(3, 64):
    try:
        os.write(number, struct.pack("<IiQ", 4, 9, 0))
        print("inherited", number)
    except OSError:
        pass
sys.exit(5)
"""


def lower():
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)


def supervised(script: str, **options) -> Launched:
    init = Launched(new_pid_namespace=True).ask(["sh", "-c", script], flags=SUPERVISE, **options)
    assert init.channel.record().type == R_RUNS, "the program did not start"
    return init


def host_pid(init: Launched) -> int:
    (pid,) = children_of(init.pid)
    return pid


class Supervision(unittest.TestCase):
    def test_exit_status(self):
        for script, expected in (("exit 0", 0), ("exit 3", 3), ("kill -ABRT $$", 134), ("kill -KILL $$", 137)):
            self.assertEqual(expected, supervised(script).finish()[0], script)

    def test_abort(self):
        init = Launched(new_pid_namespace=True)
        init.ask(["python3", "-c", "import os; os.abort()"], flags=SUPERVISE, environment=["PATH=/usr/bin"])
        self.assertEqual(134, init.finish()[0])

    def test_end_is_told_as_the_kernel_told_it(self):
        """128 + n is said of a signal and of an exit status alike: the record tells them apart."""
        for script, expected in (
            ("exit 0", 0),
            ("exit 134", 134 << 8),
            ("ulimit -c 0; kill -ABRT $$", signal.SIGABRT),
            ("kill -KILL $$", signal.SIGKILL),
        ):
            init = supervised(script)
            record = init.channel.record()
            self.assertEqual((R_ENDED, expected, 0), (record.type, record.value, record.extra), script)
            self.assertTrue(init.channel.at_end())
            init.finish()

    def test_program_cannot_say_another_end(self):
        init = Launched(prepare=lower).ask(["python3", "-c", TAKER], flags=SUPERVISE)
        records = [init.channel.record(), init.channel.record()]
        self.assertEqual([(R_RUNS, 0), (R_ENDED, 5 << 8)], [(each.type, each.value) for each in records])
        self.assertTrue(init.channel.at_end())
        self.assertEqual((5, b""), init.finish()[:2])

    def test_killed_supervisor_says_nothing(self):
        init = supervised("exec sleep 100")
        os.kill(host_pid(init), signal.SIGKILL)
        self.assertTrue(init.channel.at_end())
        init.finish()

    def test_program_leads_its_own_session_and_is_not_pid_1(self):
        # The supervisor and the program start at the same moment.
        settled = "for i in $(seq 500); do [ $(ls /proc/1/fd | wc -l) = 1 ] && break; sleep 0.01; done"
        script = f"cut -d' ' -f1,4,5,6 /proc/self/stat; echo $$; {settled}; ls /proc/1/fd 2>&1"
        status, out, _ = supervised(script).finish()
        lines = out.decode().splitlines()
        child, parent, group, session = lines[0].split()
        self.assertEqual((0, ["2", "2", "2", "2"]), (status, [parent, group, session, lines[1]]))
        # The supervisor holds the channel and nothing else: pipes end when the program closes them.
        self.assertEqual(["3"], lines[2:])

    def test_terminate_works_on_a_program_without_handler(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2):
            init = supervised("echo ready; exec sleep 100")
            os.read(init.out, 6)
            os.kill(host_pid(init), number)
            self.assertEqual(128 + number, init.finish()[0])

    def test_signals_from_within(self):
        """kill 1 inside the sandbox reaches the program, and a handler decides."""
        status, out, _ = supervised("trap 'echo caught; exit 5' TERM; kill -TERM 1; sleep 5 & wait").finish()
        self.assertEqual((5, b"caught\n"), (status, out))

    def test_orphans_are_reaped(self):
        script = "for i in 1 2 3 4 5 6 7 8; do (sleep 0.01 & exec true); done; sleep 0.3; echo done; read x </dev/zero"
        script = script.replace("read x </dev/zero", "exec sleep 100")
        init = supervised(script)
        self.assertEqual(b"done\n", os.read(init.out, 100))
        pid = host_pid(init)
        for _ in eventually("one child, alive"):
            if list(children_of(pid).values()) == ["S"]:
                break
        os.kill(pid, signal.SIGTERM)
        self.assertEqual(143, init.finish()[0])

    def test_what_the_program_leaves_dies_with_it(self):
        init = supervised("sleep 100 & setsid sleep 100 & exit 4")
        self.assertEqual(4, init.finish()[0])  # finish waits for the pipes that the sleepers held

    def test_supervisor_cannot_be_touched_by_the_program(self):
        init = Launched(prepare=lower).ask(
            ["sh", "-c", "cat /proc/$PPID/environ 2>&1 | tail -c 18; stat -c %U /proc/$$"], flags=SUPERVISE
        )
        status, out, _ = init.finish()
        self.assertEqual((0, b"Permission denied\nnobody\n"), (status, out))

    def test_failed_execve_of_the_child(self):
        for name, error, expected in (("no-such", errno.ENOENT, 127), ("/etc/passwd", errno.EACCES, 126)):
            init = Launched(new_pid_namespace=True).ask([name], flags=SUPERVISE)
            record = init.channel.record()
            self.assertEqual((R_FAILED, error, S_PROGRAM), (record.type, record.value, record.extra))
            self.assertEqual(name, record.text.decode())
            self.assertEqual(expected, init.finish()[0])

    def test_failed_fork(self):
        def lower():
            os.setresuid(54321, 54321, 54321)

        init = Launched(prepare=lower).ask(["true"], flags=SUPERVISE, limits=[(6, 1, 1)])
        record = init.channel.record()
        self.assertEqual((R_FAILED, errno.EAGAIN, S_FORK), (record.type, record.value, record.extra))
        self.assertEqual(125, init.finish()[0])

    def test_signals_of_the_parent_are_reset_for_the_program(self):
        def spoil():
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])

        init = Launched(prepare=spoil).ask(["grep", "-E", "Sig(Ign|Blk)", "/proc/self/status"], flags=SUPERVISE)
        self.assertEqual({b"0" * 16}, set(init.finish()[1].split()[1::2]))
