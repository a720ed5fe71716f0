"""The life of a sandbox under its watchdog, and its deadline."""

import errno
import os
import struct
import subprocess
import time
from pathlib import Path

from checks.harness import (
    BINARY,
    R_EXITED,
    R_FAILED,
    R_GONE,
    R_RUNTIME_EXITED,
    R_STARTED,
    S_JOIN,
    S_RUNTIME,
    eventually,
    wait_for,
)
from checks.watching import HIERARCHIES, NEVER, WatchdogCase


class Life(WatchdogCase):
    def test_life_of_a_sandbox(self):
        channel = self.start("sleep 0.1; exit 7")
        pid = self.started(channel)
        self.assertEqual(self.pid_file.read_text().strip(), str(pid))
        ended = self.expect(channel, R_EXITED)
        self.assertEqual((7, 0), (ended.value, ended.extra))
        channel.socket.sendall(b"K")
        self.assertEqual(0, self.expect(channel, R_GONE).value)
        self.assertTrue(channel.at_end())
        self.assertEqual(0, wait_for(self.watchdog))
        self.gone(0.1)

    def test_sandbox_that_ends_before_its_runtime(self):
        # Not a shell: that would reap its child. runc and this one leave it to us.
        script = f"import os, time; pid = os.fork() or os._exit(9); time.sleep(0.1); "
        script += f"open('{self.pid_file}', 'w').write(str(pid))"
        channel = self.start(command=["/usr/bin/python3", "-c", script])
        self.started(channel)
        self.assertEqual(9, self.expect(channel, R_EXITED).value)

    def test_sandbox_whose_status_the_runtime_took(self):
        script = f"true & echo $! >{self.pid_file}; wait"
        channel = self.start(command=["/bin/sh", "-c", script])
        self.assertEqual(0, self.expect(channel, R_RUNTIME_EXITED).value)
        record = self.expect(channel, R_STARTED)
        self.assertEqual((0, errno.ECHILD), (record.value, record.extra))

    def test_signal_is_told(self):
        channel = self.start("sleep 0.1; kill -SEGV $$")
        self.started(channel)
        ended = self.expect(channel, R_EXITED)
        self.assertEqual((139, 11), (ended.value, ended.extra))

    def test_kill_of_a_living_sandbox(self):
        channel = self.start("sleep 100 & setsid sleep 100 & sleep 100")
        self.started(channel)
        channel.socket.sendall(b"K")
        ended = self.expect(channel, R_EXITED)
        self.assertEqual((137, 9), (ended.value, ended.extra))
        self.assertEqual(0, self.expect(channel, R_GONE).value)
        self.gone(0.1)

    def test_what_the_runtime_is_given(self):
        script = "ls /proc/$$/fd; readlink /proc/$$/fd/3; grep -E 'Sig(Ign|Blk)' /proc/self/status; "
        script += "nice; cat /proc/$$/oom_score_adj; grep -c cofferdam-init-test-.*/inside /proc/$$/cgroup; exit 3"
        channel = self.start(command=["/bin/sh", "-c", script], prepare=lambda: os.nice(7))
        self.assertEqual(3, self.expect(channel, R_RUNTIME_EXITED).value)
        words = os.read(self.out, 4096).decode().split()
        self.assertEqual(["0", "1", "2", "3"], words[:4])
        self.assertRegex(words[4], "^socket:")
        self.assertEqual(["SigBlk:", "0" * 16, "SigIgn:", "0" * 16], words[5:9])
        self.assertEqual(["0", Path("/proc/self/oom_score_adj").read_text().strip(), str(len(self.groups))], words[9:])
        self.assertEqual(b"", self.sandbox.recv(1))  # the watchdog itself does not hold it
        links = {os.readlink(f"/proc/{self.watchdog}/fd/{fd}") for fd in (0, 1, 2)}
        self.assertEqual({"/dev/null"}, links)
        channel.socket.sendall(b"K")
        self.assertEqual(0, self.expect(channel, R_GONE).value)

    def test_failures_of_the_start(self):
        for command, joins, error, step, status in (
            (["/no/runtime"], None, errno.ENOENT, S_RUNTIME, 127),
            (["/etc/passwd"], None, errno.EACCES, S_RUNTIME, 126),
            (["/bin/true"], [Path("/sys/fs/cgroup/none")], errno.ENOENT, S_JOIN, 125),
        ):
            channel = self.start(command=command, joins=joins)
            record = self.expect(channel, R_FAILED)
            self.assertEqual((error, step), (record.value, record.extra))
            self.assertEqual(status, self.expect(channel, R_RUNTIME_EXITED).value)
            channel.socket.close()
            self.assertEqual(0, wait_for(self.watchdog))
            for group in self.groups:
                (group / "inside").mkdir(parents=True, exist_ok=True)

    def test_useless_pid_files(self):
        for content in ("", "x", "-4", "1", "99999999999", "12 13", "9999999"):
            channel = self.start(command=["/bin/sh", "-c", f"printf '%s' '{content}' >{self.pid_file}"])
            self.assertEqual(0, self.expect(channel, R_RUNTIME_EXITED).value)
            record = self.expect(channel, R_STARTED)
            self.assertEqual((0, True), (record.value, record.extra in (errno.EBADMSG, errno.ECHILD)), content)
            channel.socket.close()
            self.assertEqual(0, wait_for(self.watchdog))
            for group in self.groups:
                (group / "inside").mkdir(parents=True, exist_ok=True)

    def test_wrong_arguments(self):
        for arguments in (
            [],
            ["--deadline-ms", "1", "--pid-file", "/x", "--cgroup", "/x"],
            ["--deadline-ms", "x", "--pid-file", "/x", "--cgroup", "/x", "--", "true"],
            ["--deadline-ms", "1", "--pid-file", "x", "--cgroup", "/x", "--", "true"],
            ["--deadline-ms", "1", "--pid-file", "/x", "--", "true"],
            ["--deadline-ms", "1", "--pid-file", "/x", "--cgroup", "/x", "--other", "/x", "--", "true"],
        ):
            ended = subprocess.run([BINARY, "watchdog", *arguments], capture_output=True)
            self.assertEqual(125, ended.returncode)
            self.assertIn(b"usage", ended.stderr)


class Deadline(WatchdogCase):
    def test_deadline_kills_and_keeps_the_directories(self):
        start = time.monotonic()
        channel = self.start("sleep 100", millis=300)
        self.started(channel)
        self.assertEqual(137, self.expect(channel, R_EXITED).value)
        self.assertTrue(0.25 < time.monotonic() - start < 1.3)
        self.assertTrue(all(group.exists() for group in self.groups))
        self.assertEqual(set(), self.members())
        channel.socket.sendall(b"K")
        self.assertEqual(0, self.expect(channel, R_GONE).value)

    def test_deadline_while_the_runtime_hangs(self):
        channel = self.start(command=["/bin/sleep", "100"], millis=200)
        self.assertEqual(137, self.expect(channel, R_RUNTIME_EXITED).value)

    def test_new_deadline_replaces_the_old(self):
        channel = self.start("sleep 100", millis=400)
        self.started(channel)
        order = b"D" + struct.pack("<Q", NEVER)
        for byte in order:  # in pieces, as a stream may bring it
            channel.socket.sendall(bytes([byte]))
        time.sleep(0.8)
        self.assertNotEqual(set(), self.members())
        channel.socket.sendall(b"D" + struct.pack("<Q", 5000) + b"D" + struct.pack("<Q", 100))
        start = time.monotonic()
        self.assertEqual(137, self.expect(channel, R_EXITED).value)
        self.assertLess(time.monotonic() - start, 1)

    def test_stopped_owner_with_a_full_socket(self):
        channel = self.start("sleep 100", millis=500, fill=True)
        for _ in eventually("the sandbox", 5):
            if self.pid_file.exists() and self.members():
                break
        start = time.monotonic()
        for _ in eventually("killed at the deadline", 1.5):
            if not self.members():
                break
        self.assertLess(time.monotonic() - start, 1.5)
        os.kill(self.watchdog, 0)
        # The owner goes on and reads: nothing was lost.
        while True:
            junk = channel.socket.recv(4096)
            if junk.strip(b"\0"):
                break
        records = [record for record in struct.iter_unpack("<IiQ", junk[len(junk) % 16 :]) if record[0]]
        while len(records) < 3:
            records.append(struct.unpack("<IiQ", channel.exactly(16)[0]))
        self.assertEqual([R_RUNTIME_EXITED, R_STARTED, R_EXITED], [record[0] for record in records])

    def test_nonsense_from_the_owner_ends_the_sandbox(self):
        channel = self.start("sleep 100")
        self.started(channel)
        channel.socket.sendall(b"?")
        self.gone(1)
        self.assertEqual(0, wait_for(self.watchdog))


class Nested(WatchdogCase):
    def test_processes_and_directories_below(self):
        for group in self.groups:
            (group / "inside" / "deep").mkdir()
        deep = [group / "inside" / "deep" for group in self.groups]
        channel = self.start("sleep 100", joins=deep)
        self.started(channel)
        channel.socket.sendall(b"K")
        self.expect(channel, R_EXITED)
        self.assertEqual(0, self.expect(channel, R_GONE).value)
        self.gone(0.1)

    def test_directory_that_cannot_be_removed_is_counted(self):
        channel = self.start("sleep 100")
        self.started(channel)
        subprocess.run(["mount", "-t", "tmpfs", "none", self.groups[0] / "inside"], check=True)
        try:
            channel.socket.sendall(b"K")
            self.expect(channel, R_EXITED)
            self.assertEqual(1, self.expect(channel, R_GONE).value)
        finally:
            subprocess.run(["umount", self.groups[0] / "inside"], check=True)

    def test_directories_that_somebody_else_removed(self):
        channel = self.start("sleep 0.1")
        self.started(channel)
        self.expect(channel, R_EXITED)
        for group in self.groups:
            (group / "inside").rmdir()
            group.rmdir()
        channel.socket.sendall(b"K")
        self.assertEqual(0, self.expect(channel, R_GONE).value)

    def test_child_outside_of_the_cgroups(self):
        escape = f"echo $$ >{HIERARCHIES['unified']}/cgroup.procs; "
        escape += "".join(f"echo $$ >{HIERARCHIES[key]}/cgroup.procs; " for key in ("pids", "freezer"))
        channel = self.start(f"sh -c '{escape} sleep 100'".replace("'", '"').replace("$$", "\\$\\$") + " & sleep 0.1")
        self.started(channel)
        self.expect(channel, R_EXITED)
        channel.socket.sendall(b"K")
        self.assertEqual(0, self.expect(channel, R_GONE).value)
        self.assertEqual(b"", os.read(self.out, 1))  # the last holder of the pipe is dead
