"""What a run is deprived of: seen from outside, tried by a guest, and tried by native code in its place."""

import errno
import os
import signal
import struct
import subprocess
import tempfile
import unittest
from pathlib import Path

from checks.guests import SPIN
from checks.harness import (
    CGROUP, COMPILED, ENDED, EXIT, FOLDER, GUEST, HOST, LIMITS, PREOPEN, REFUSED, REQUEST, Run, Worker,
    compiled, ended, eventually, fields, file_of, limits, part, user,
)
from checks.lives import alive, started
from checks.programs import CREATE, EACCES, ENOENT, ENOSPC, ENOTCAPABLE, EPERM, OK, Program

SOURCES = Path(__file__).resolve().parent.parent


class Outside(unittest.TestCase):
    def setUp(self):
        self.worker = Worker("--python", compiled(SPIN, "spin"))
        self.addCleanup(self.worker.__exit__)
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        Run(self.worker, "python", preopens=[(self.directory.name, "/w", 1)], asked=limits(cpu=60_000, open_files=20))
        self.pid = started(self.worker)

    def status(self) -> dict[str, str]:
        with open(f"/proc/{self.pid}/status") as file:
            return dict(line.rstrip("\n").split(":\t", 1) for line in file)

    def test_in_force(self):
        status = self.status()
        self.assertEqual(("1", "2"), (status["NoNewPrivs"], status["Seccomp"]))
        for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
            self.assertEqual(0, int(status[name], 16), name)
        self.assertEqual("2", status["Seccomp_filters"])  # the parent's, of its seeds, and its own

    def test_rlimits(self):
        with open(f"/proc/{self.pid}/limits") as file:
            found = {line[:26].strip(): line[26:].split()[:2] for line in file}
        self.assertEqual(["0", "0"], found["Max core file size"])
        # 17 beside the streams; the pipe to the parent, a directory twice, the runtime's three, two of /proc.
        self.assertEqual(["28", "28"], found["Max open files"])
        self.assertEqual(["62", "63"], found["Max cpu time"])
        self.assertTrue(64 << 20 < int(found["Max data size"][1]) < 200 << 20)

    @unittest.skipIf(os.geteuid(), "not even its own user looks into it")
    def test_descriptors(self):
        self.own_files = {f"/proc/{self.pid}/fd", f"/proc/{self.pid}/statm"}
        found = {int(name): os.readlink(f"/proc/{self.pid}/fd/{name}") for name in os.listdir(f"/proc/{self.pid}/fd")}
        for number, target in found.items():
            if number > 3:
                self.assertTrue(
                    target in (self.directory.name, *self.own_files)
                    or target.endswith(".cwasm") or target.startswith("anon_inode"),
                    found,
                )
            else:
                self.assertTrue(target.startswith("pipe:"), found)

    def test_a_session_and_a_process_of_its_own(self):
        self.assertEqual(self.pid, os.getsid(self.pid))
        self.assertEqual(self.worker.process.pid, int(self.status()["PPid"]))


@unittest.skipIf(os.geteuid(), "only root becomes another user")
class AnotherUser(unittest.TestCase):
    def test_it_has_the_ids_and_no_group_of_ours(self):
        with Worker("--python", compiled(SPIN, "spin")) as worker:
            run = Run(worker, "python", extra=user(1234, 2345))
            with open(f"/proc/{started(worker)}/status") as file:
                status = dict(line.rstrip("\n").split(":\t", 1) for line in file)
            self.assertEqual(["1234"] * 4, status["Uid"].split())
            self.assertEqual(["2345"] * 4, status["Gid"].split())
            self.assertEqual("", status["Groups"].strip())
            with open(f"/proc/{status['Pid']}/limits") as file:
                (processes,) = (line for line in file if line.startswith("Max processes"))
            self.assertEqual(["1024", "1024"], processes.split()[2:4])
            run.kill()

    def test_what_it_makes_is_the_users_and_is_counted(self):
        with tempfile.TemporaryDirectory() as folder, Worker() as worker:
            os.chown(folder, 1234, 2345)
            program = file_of(str(Program().open("f", CREATE).write(65536).write(65536)), "made.wasm")
            ended = worker.run(
                "module", program, preopens=[(folder, "/w", 1)], extra=user(1234, 2345), asked=limits(disk=65536)
            )
            self.assertEqual([OK, OK, ENOSPC], list(ended.stdout))
            self.assertIn('"path":"/w/f"', ended.own[0])
            self.assertEqual((1234, 2345), (os.stat(f"{folder}/f").st_uid, os.stat(f"{folder}/f").st_gid))

    def test_a_compiled_module_is_the_parents(self):
        artifact = compiled('(module (func (export "_start")))', "user")
        with Worker() as worker:
            ended = worker.run("module", artifact, asked=limits(flags=COMPILED), extra=user(1234, 2345))
            self.assertEqual((EXIT, 0), (ended.how, ended.code), ended)
            os.chown(artifact, 1234, 2345)
            ended = worker.run("module", artifact, asked=limits(flags=COMPILED), extra=user(1234, 2345))
            self.assertEqual(REFUSED, ended.how)

    def test_it_dies_with_its_parent(self):
        worker = Worker("--python", compiled(SPIN, "spin"))
        Run(worker, "python", extra=user(1234, 2345))
        pid = started(worker)
        worker.process.kill()
        worker.process.wait(10)
        for _ in eventually("its end"):
            if not alive(pid):
                return


MEMORY_CGROUP = Path("/sys/fs/cgroup/memory")


class Cgroup(unittest.TestCase):
    @unittest.skipUnless(os.geteuid() == 0 and MEMORY_CGROUP.is_dir(), "needs root and a memory hierarchy of v1")
    def test_a_run_joins_before_anything_else(self):
        group = MEMORY_CGROUP / f"wasm-worker-{os.getpid()}"
        group.mkdir()
        try:
            with Worker("--python", compiled(SPIN, "spin")) as worker:
                run = Run(worker, "python", extra=part(CGROUP, f"{group}/cgroup.procs"))
                told = fields(worker.reply()[2])
                pid = struct.unpack("<I", dict(told)[1])[0]
                self.assertEqual(f"{pid}\n", (group / "cgroup.procs").read_text())
                self.assertTrue(dict(told)[2].decode().endswith(",cgroup"), told)
                run.kill()
                run.finish()
        finally:
            for _ in eventually("an empty cgroup"):
                try:
                    group.rmdir()
                    break
                except OSError:
                    continue

    def test_one_that_cannot_be_joined(self):
        with Worker("--python", compiled(SPIN, "spin")) as worker:
            ended = worker.run("python", extra=part(CGROUP, "/absent/cgroup.procs"))
        self.assertEqual(HOST, ended.how)
        self.assertIn("cgroup /absent/cgroup.procs: No such file", ended.text)


class Landlock(unittest.TestCase):
    def test_a_kernel_that_has_it_and_refuses_it(self):
        """A pipe is no directory that a rule could be about."""
        read, write = os.pipe()
        null = os.open("/dev/null", os.O_RDWR)
        payload = part(GUEST, "python") + part(REQUEST, "{}") + part(PREOPEN, b"\0/r") + part(LIMITS, limits())
        with Worker("--python", compiled(SPIN, "spin")) as worker:
            worker.ask(payload, [null, null, null, read])
            type, _, reply = worker.reply()
        for descriptor in (read, write, null):
            os.close(descriptor)
        self.assertEqual(ENDED, type)
        self.assertEqual((HOST, True), ((result := ended(reply)).how, result.text.startswith("landlock: ")), result)


class ByGuest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "in").mkdir()
        (self.folder / "in" / "own").write_text("own")
        (self.folder / "secret").write_text("secret")
        (self.folder / "in" / "out").symlink_to("../secret")
        (self.folder / "in" / "absolute").symlink_to("/etc/passwd")

    def answers(self, program: Program, writable: bool) -> list[int]:
        with Worker() as worker:
            ended = worker.run(
                "module", file_of(str(program), "escape.wasm"), preopens=[(self.folder / "in", "/w", writable)]
            )
        self.assertEqual((EXIT, ""), (ended.how, ended.text))
        return list(ended.stdout)

    def test_no_way_out_of_a_directory(self):
        program = Program()
        for path in ("../secret", "out", "absolute", "/etc/passwd", "own/../../secret", "."):
            program.open(path)
        answers = self.answers(program, True)
        self.assertTrue(all(answer in (EPERM, ENOTCAPABLE, EACCES, ENOENT, 54, 31, 32) for answer in answers), answers)

    def test_nothing_can_be_linked_out(self):
        program = Program().symlink("/etc/passwd", "s").symlink("../secret", "t").open("s").open("t")
        program.link("../secret", "l").rename("own", "../moved").unlink("../secret").make_directory("../d")
        answers = self.answers(program, True)
        self.assertNotIn(OK, answers[2:])
        self.assertEqual({"in", "secret"}, set(os.listdir(self.folder)))

    def test_read_only_is_read_only(self):
        program = Program().open("new", CREATE).make_directory("d").unlink("own").rename("own", "x").symlink("a", "b")
        program.link("own", "l").open("own", 8)
        self.assertNotIn(OK, self.answers(program, False))
        self.assertEqual({"own", "out", "absolute"}, set(os.listdir(self.folder / "in")))
        self.assertEqual("own", (self.folder / "in" / "own").read_text())

    def test_no_directory_at_all(self):
        with Worker() as worker:
            ended = worker.run("module", file_of(str(Program().open("x").open("/etc/passwd", root=4)), "none.wasm"))
        self.assertEqual([8, 8], list(ended.stdout))


class ByNativeCode(unittest.TestCase):
    """If the library had a hole: a program of ours with the same confinement tries the calls themselves."""

    @classmethod
    def setUpClass(cls):
        cls.probe = FOLDER / "probe"
        sources = [path for path in SOURCES.glob("*.c") if path.name != "main.c"]
        subprocess.run(
            [os.environ.get("CC", "cc"), "-std=c17", "-D_GNU_SOURCE", "-w", SOURCES / "checks" / "probe.c", *sources,
             "-ldl", "-o", cls.probe], check=True,
        )

    def run_probe(self, *arguments: str) -> subprocess.CompletedProcess:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("r", "w"):
                os.mkdir(f"{folder}/{name}")
            for name in ("outside", "r/file"):
                Path(f"{folder}/{name}").write_text(name)
            ends = os.pipe()
            wanted = [ends[1], os.open(f"{folder}/r", os.O_RDONLY), os.open(f"{folder}/w", os.O_RDONLY)]

            def place() -> None:
                high = [os.dup(descriptor) for descriptor in wanted]
                for number, descriptor in enumerate(high):
                    os.dup2(descriptor, 3 + number)

            done = subprocess.run(
                [self.probe, *arguments], capture_output=True, text=True, preexec_fn=place, close_fds=False, timeout=20
            )
            for descriptor in (*ends, *wanted[1:]):
                os.close(descriptor)
        return done

    def test_what_gives_an_error(self):
        done = self.run_probe()
        self.assertEqual(0, done.returncode, done.stderr)
        found = {name: int(value) for name, value in (line.split() for line in done.stdout.splitlines())}
        self.assertFalse(Path("/tmp/made-by-probe").exists())
        self.assertEqual({"below", "writable", "close"}, {name for name, value in found.items() if value == 0})
        for name in ("socket", "unix", "setuid", "chown", "kill", "code", "new-code", "setrlimit", "io_uring",
                     "chroot", "dumpable", "fifo", "set-uid", "set-gid", "set-uid-gated", "set-uid-openat2", "shared",
                     "shared-file", "shared-checked",
                     "grows-down", "dup2", "dup3", "close-0", "close-1", "close-2", "close-3"):
            self.assertEqual(errno.EPERM, found[name], name)
        self.assertEqual(errno.ENOSYS, found["memfd"])
        self.assertEqual(errno.EPERM, found["set-uid-nameless"])
        self.assertEqual(errno.ENOENT, found["no-set-id"])
        for name in ("passwd", "make", "proc", "above", "read-only"):
            self.assertEqual(errno.EACCES, found[name], name)

    def test_what_kills(self):
        for name in ("execve", "fork", "clone", "ptrace", "unshare", "32-bit", "x32"):
            done = self.run_probe(name)
            self.assertEqual((-signal.SIGSYS, ""), (done.returncode, done.stdout), name)
