"""What the program finds when init has become it."""

import errno
import fcntl
import os
import resource
import signal
import struct
import tempfile
import termios
import unittest
from pathlib import Path

from checks.harness import (
    LISTENER,
    PATH,
    R_FAILED,
    R_LISTENER,
    R_TERMINAL,
    S_DIRECTORY,
    S_LIMIT,
    S_PROGRAM,
    SUPERVISE,
    TERMINAL,
    Launched,
    instruction,
    run,
)

NOTIFY, ALLOW, KILL = 0x7FC00000, 0x7FFF0000, 0x80000000
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
TIMES = 100  # a harmless call that nothing makes by itself


def answering(numbers, match: int, otherwise: int) -> bytes:
    """A filter: `match` for these x86-64 calls, `otherwise` for the rest."""
    tests = [instruction(EQUAL, len(numbers) - at, 0, number) for at, number in enumerate(numbers)]
    return (
        instruction(LOAD, 0, 0, 0)
        + b"".join(tests)
        + instruction(RETURN, 0, 0, otherwise)
        + instruction(RETURN, 0, 0, match)
    )


class Inherited(unittest.TestCase):
    def status_of(self, prepare) -> dict[str, str]:
        status, out, err = Launched(prepare=prepare).ask(["cat", "/proc/self/status"]).finish()
        self.assertEqual((0, b""), (status, err))
        return dict(line.split(":\t", 1) for line in out.decode().splitlines() if ":\t" in line)

    def test_signals_are_reset(self):
        def spoil():
            for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGCHLD, 34, 64):
                signal.signal(number, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())

        status = self.status_of(spoil)
        self.assertEqual({"0" * 16}, {status[name] for name in ("SigIgn", "SigBlk", "SigCgt")})

    def test_descriptors_umask_nice_and_oom_score(self):
        def spoil():
            os.nice(-5)
            os.umask(0)
            Path("/proc/self/oom_score_adj").write_text("0")

        fds = {number: os.open("/etc/hostname", os.O_RDONLY) for number in (4, 5, 9, 150)}
        script = "ls /proc/$$/fd; umask; nice; cat /proc/self/oom_score_adj"
        status, out, _ = Launched(prepare=spoil, extra=fds).ask(["sh", "-c", script], umask=0o27).finish()
        for fd in fds.values():
            os.close(fd)
        self.assertEqual((0, ["0", "1", "2", "0027", "0", "0"]), (status, out.decode().split()))

    def test_rlimits(self):
        limits = [(resource.RLIMIT_NOFILE, 64, 128), (resource.RLIMIT_CORE, 0, 0)]
        limits.append((resource.RLIMIT_STACK, 1 << 20, (1 << 64) - 1))
        status, out, _ = run(["sh", "-c", "ulimit -n; ulimit -Hn; ulimit -c; ulimit -s; ulimit -Hs"], limits=limits)
        self.assertEqual((0, ["64", "128", "0", "1024", "unlimited"]), (status, out.decode().split()))

    def test_impossible_rlimit_is_reported(self):
        for limit, text in (((7, 10, 5), b"rlimit 07"), ((16, 1, 1), b"rlimit 16")):
            init = Launched().ask(["/bin/true"], limits=[limit])
            record = init.channel.record()
            self.assertEqual((R_FAILED, errno.EINVAL, S_LIMIT, text), tuple(vars(record).values())[:4])
            self.assertEqual(125, init.finish()[0])

    def test_environment_is_exactly_the_declared_one(self):
        status, out, _ = run(["env"], environment=[PATH, "A=1", "EMPTY=", "WIDE=äß"])
        self.assertEqual((0, [PATH, "A=1", "EMPTY=", "WIDE=äß"]), (status, out.decode().splitlines()))

    def test_working_directory(self):
        self.assertEqual((0, b"/usr\n", b""), run(["pwd"], cwd="/usr"))
        init = Launched().ask(["pwd"], cwd="/nowhere")
        record = init.channel.record()
        self.assertEqual((R_FAILED, errno.ENOENT, S_DIRECTORY, b"/nowhere"), tuple(vars(record).values())[:4])
        self.assertEqual(126, init.finish()[0])

    def test_channel_ends_when_the_program_starts(self):
        init = Launched().ask(["sleep", "100"])
        self.assertTrue(init.channel.at_end())
        os.kill(init.pid, signal.SIGKILL)
        self.assertEqual(-signal.SIGKILL, init.finish()[0])


class Lookup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("first", "second"):
            (self.folder / name).mkdir()

    def place(self, name: str, content: str, mode: int) -> str:
        path = self.folder / name
        path.write_text(content)
        path.chmod(mode)
        return str(path)

    def failure(self, arguments, path="", status=126, **options):
        init = Launched().ask(arguments, environment=[f"PATH={path}"], **options)
        record = init.channel.record()
        self.assertTrue(init.channel.at_end())
        self.assertEqual((R_FAILED, S_PROGRAM), (record.type, record.extra))
        self.assertEqual(status, init.finish()[0])
        return record.value, record.text.decode()

    def test_path_of_the_request(self):
        self.place("second/tool", "#!/bin/sh\necho second $1", 0o755)
        path = f"PATH={self.folder}/none:{self.folder}/first:{self.folder}/second:/usr/bin"
        self.assertEqual((0, b"second x\n", b""), run(["tool", "x"], environment=[path, "PATH=/nowhere"]))

    def test_refused_is_remembered_over_not_found(self):
        refused = self.place("first/tool", "", 0o644)
        path = f"{self.folder}/first:{self.folder}/second"
        self.assertEqual((errno.EACCES, refused), self.failure(["tool"], path))
        self.place("second/tool", "#!/bin/sh\necho second", 0o755)
        self.assertEqual((0, b"second\n", b""), run(["tool"], environment=[f"PATH={path}"]))

    def test_not_found(self):
        self.assertEqual((errno.ENOENT, "tool"), self.failure(["tool"], "/usr/bin:/bin", 127))
        self.assertEqual((errno.ENOENT, "/no/tool"), self.failure(["/no/tool"], "", 127))
        self.assertEqual((errno.ENOENT, ""), self.failure([""], "", 127))

    def test_not_executable(self):
        garbage = self.place("garbage", "\x7fELF\x01", 0o755)
        self.assertEqual((errno.ENOEXEC, garbage), self.failure([garbage]))
        self.assertEqual((errno.EACCES, "/usr"), self.failure(["/usr"]))
        self.assertEqual((errno.ENOTDIR, "/etc/hostname/x"), self.failure(["/etc/hostname/x"]))

    def test_relative_to_the_working_directory(self):
        self.place("first/tool", "#!/bin/sh\necho here", 0o755)
        for name, path in (("./tool", "/"), ("tool", ""), ("tool", "/nowhere:"), ("tool", ":/nowhere")):
            status, out, _ = run([name], environment=[f"PATH={path}"], cwd=f"{self.folder}/first")
            self.assertEqual((0, b"here\n"), (status, out), (name, path))

    def test_without_path(self):
        self.assertEqual((0, b"x\n", b""), run(["echo", "x"], environment=[]))

    def test_long_names(self):
        value, path = self.failure(["/" + "x" * 9000])
        self.assertEqual((errno.ENAMETOOLONG, 4096), (value, len(path)))
        self.failure(["x" * 9000], "/" + "y" * 9000, 127)


class Terminal(unittest.TestCase):
    def open(self, script: str, **options) -> tuple[Launched, int]:
        init = Launched(new_pid_namespace=options.pop("new_pid_namespace", False))
        init.ask(["sh", "-c", script], size=(91, 33), **options)
        record = init.channel.record()
        self.assertEqual((R_TERMINAL, 1), (record.type, len(record.descriptors)))
        return init, record.descriptors[0]

    def read_all(self, master: int) -> str:
        out = b""
        try:
            while piece := os.read(master, 4096):
                out += piece
        except OSError as end:
            self.assertEqual(errno.EIO, end.errno)
        os.close(master)
        return out.decode().replace("\r\n", "\n")

    def test_size_and_controlling_terminal(self):
        for flags, namespace in ((TERMINAL, False), (TERMINAL | SUPERVISE, False), (TERMINAL | SUPERVISE, True)):
            script = "tty; stty size; echo controlling >/dev/tty; test -t 0 -a -t 1 -a -t 2 && echo all"
            init, master = self.open(script, flags=flags, new_pid_namespace=namespace)
            out = self.read_all(master).splitlines()
            self.assertRegex(out[0], "^/dev/pts/[0-9]+$")
            self.assertEqual(["33 91", "controlling", "all"], out[1:])
            self.assertEqual((0, b"", b""), init.finish())

    def test_interrupt_and_resize_reach_the_program(self):
        script = "trap 'stty size' WINCH; trap 'echo interrupted; exit 7' INT; echo ready; while :; do sleep 0.05; done"
        for flags in (TERMINAL, TERMINAL | SUPERVISE):
            init, master = self.open(script, flags=flags)
            seen = b""
            while b"ready" not in seen:
                seen += os.read(master, 100)
            fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 20, 0, 0))
            while b"10 20" not in seen:
                seen += os.read(master, 100)
            os.write(master, b"\x03")
            self.assertIn("interrupted", self.read_all(master))
            self.assertEqual(7, init.finish()[0])

    def test_hangup(self):
        init, master = self.open("trap 'exit 9' HUP; echo ready; while :; do sleep 0.05; done", flags=TERMINAL)
        os.read(master, 100)
        os.close(master)
        self.assertEqual(9, init.finish()[0])


class Filter(unittest.TestCase):
    SCRIPT = "import os; t = __import__('ctypes').CDLL(None); print(t.syscall(100, 0))"

    def listener(self, init: Launched) -> int:
        record = init.channel.record()
        self.assertEqual((R_LISTENER, 1), (record.type, len(record.descriptors)))
        return record.descriptors[0]

    def test_listener_sees_the_call(self):
        for flags in (LISTENER, LISTENER | SUPERVISE):
            init = Launched().ask(
                ["python3", "-c", self.SCRIPT],
                environment=["PATH=/usr/bin"],
                flags=flags,
                program=answering([TIMES], NOTIFY, ALLOW),
            )
            listener = self.listener(init)
            init.channel.socket.sendall(b"G")
            notification = bytearray(80)
            fcntl.ioctl(listener, 0xC0502100, notification)  # SECCOMP_IOCTL_NOTIF_RECV
            identity, pid, _, number, arch = struct.unpack_from("<QIIiI", notification)
            self.assertEqual((TIMES, 0xC000003E), (number, arch))
            self.assertEqual(flags == LISTENER, pid == init.pid)
            answer = bytearray(struct.pack("<QqiI", identity, 4711, 0, 0))
            fcntl.ioctl(listener, 0xC0182101, answer)  # SECCOMP_IOCTL_NOTIF_SEND
            self.assertEqual((0, b"4711\n", b""), init.finish())
            os.close(listener)

    def test_waits_for_go(self):
        for answer in (b"", b"X"):
            init = Launched().ask(["echo", "ran"], flags=LISTENER, program=answering([TIMES], NOTIFY, ALLOW))
            listener = self.listener(init)
            self.assertEqual((0, 0), os.waitpid(init.pid, os.WNOHANG))
            init.channel.socket.sendall(answer)
            self.assertEqual((125, b"", b""), init.finish())
            os.close(listener)

    def test_what_init_itself_calls_after_the_filter(self):
        """Anything but these kills the process: the way to a failed execve, and the supervisor's wait."""
        allowed = {"read": 0, "close": 3, "sendmsg": 46, "execve": 59, "exit_group": 231}
        supervising = {"setsid": 112, "sigprocmask": 14, "sigtimedwait": 128, "wait4": 61, "clone": 56, "munmap": 11}
        for flags, names in ((LISTENER, allowed), (LISTENER | SUPERVISE, allowed | supervising)):
            program = answering(list(names.values()), ALLOW, KILL)
            init = Launched().ask(["no-such-tool"], flags=flags, program=program)
            listener = self.listener(init)
            init.channel.socket.sendall(b"G")
            record = init.channel.record()
            self.assertEqual((R_FAILED, errno.ENOENT, S_PROGRAM), (record.type, record.value, record.extra))
            self.assertEqual(127, init.finish()[0])
            os.close(listener)

    def test_filter_without_listener(self):
        program = answering([TIMES], 0x00050000 | errno.EPERM, ALLOW)
        status, out, _ = run(["python3", "-c", self.SCRIPT], environment=["PATH=/usr/bin"], program=program)
        self.assertEqual((0, b"-1\n"), (status, out))

    def test_broken_filter_is_reported(self):
        init = Launched().ask(["true"], flags=LISTENER, program=instruction(0xFFFF, 0, 0, 0))
        self.assertEqual(R_FAILED, init.channel.record().type)
        self.assertEqual(125, init.finish()[0])

    def test_survives_an_engine_that_dies_before_the_listener(self):
        init = Launched()
        init.ask(["true"], flags=LISTENER, program=answering([TIMES], NOTIFY, ALLOW))
        self.assertEqual(125, init.finish()[0])
