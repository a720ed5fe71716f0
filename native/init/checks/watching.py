"""A watchdog in real cgroups (v1 pids and freezer, and the unified one), with a stand-in runtime."""

import itertools
import os
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from checks.harness import R_RUNTIME_EXITED, R_STARTED, Channel, eventually, in_child, libc

NEVER = (1 << 64) - 1
NUMBERS = itertools.count()
ROOT = Path("/sys/fs/cgroup")
UNIFIED = next((path for path in (ROOT / "unified", ROOT) if (path / "cgroup.controllers").exists()), None)
HIERARCHIES = {
    "unified": UNIFIED,
    **{name: ROOT / name for name in ("pids", "freezer") if (ROOT / name / "cgroup.procs").exists()},
}
DAEMON = "setsid sh -c 'echo $$ >PIDFILE; PROGRAM' & while ! test -s PIDFILE; do sleep 0.01; done"

PR_SET_CHILD_SUBREAPER = 36
libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # not every machine's PID 1 reaps


def reap_orphans() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


class WatchdogCase(unittest.TestCase):
    hierarchies = ("unified", "pids", "freezer")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # Never the same twice: a watchdog of a test that failed may still be removing its directories.
        name = f"cofferdam-init-test-{os.getpid()}-{next(NUMBERS)}"
        self.groups = [HIERARCHIES[key] / name for key in self.hierarchies if HIERARCHIES.get(key)]
        for group in self.groups:
            (group / "inside").mkdir(parents=True)
        self.addCleanup(self.clean)
        self.pid_file = self.folder / "pid"

    def clean(self):
        """Whatever a failed test left; a passed one leaves nothing, but zombies that became ours."""
        reap_orphans()
        for group in self.groups:
            for inner in (group / "inside" / "deep", group / "inside", group):
                for _ in range(200):
                    if not inner.exists():
                        break
                    try:
                        for pid in (inner / "cgroup.procs").read_text().split():
                            subprocess.run(["kill", "-9", pid], stderr=subprocess.DEVNULL)
                        inner.rmdir()
                    except OSError:
                        time.sleep(0.01)

    def pids_group(self, maximum: int) -> None:
        for group in self.groups:
            if (group / "pids.max").exists():
                (group / "pids.max").write_text(str(maximum))

    def options(self, millis: int, command, joins=None) -> list[str]:
        options = ["watchdog", "--deadline-ms", str(millis), "--pid-file", str(self.pid_file)]
        for group in self.groups:
            options += ["--cgroup", str(group)]
        for group in self.groups if joins is None else joins:
            options += ["--join", str(group / "inside") if joins is None else str(group)]
        return [*options, "--", *command]

    def start(
        self, program="sleep 100", millis=NEVER, command=None, joins=None, fill=False, prepare=lambda: None
    ) -> Channel:
        if command is None:
            script = DAEMON.replace("PIDFILE", str(self.pid_file)).replace("PROGRAM", program)
            command = ["/bin/sh", "-c", script]
        ours, theirs = socket.socketpair()
        self.sandbox, theirs_sandbox = socket.socketpair()
        if fill:
            theirs.setblocking(False)
            try:
                while True:
                    theirs.send(bytes(4096))
            except BlockingIOError:
                pass
        null = os.open("/dev/null", os.O_RDWR)
        out, out_end = os.pipe()
        descriptors = {0: null, 1: out_end, 2: out_end, 3: theirs.fileno(), 4: theirs_sandbox.fileno(), 9: null}
        self.watchdog = in_child(self.options(millis, command, joins), descriptors, prepare=prepare)
        for fd in (null, out_end):
            os.close(fd)
        self.out = out
        theirs.close()
        theirs_sandbox.close()
        self.addCleanup(self.sandbox.close)
        self.addCleanup(os.close, out)
        self.addCleanup(ours.close)
        return Channel(ours)

    def expect(self, channel: Channel, kind: int):
        record = channel.record()
        self.assertIsNotNone(record, f"end of file instead of record {kind}")
        self.assertEqual(kind, record.type, record)
        return record

    def started(self, channel: Channel) -> int:
        self.assertEqual(0, self.expect(channel, R_RUNTIME_EXITED).value)
        record = self.expect(channel, R_STARTED)
        self.assertLess(0, record.value, os.strerror(record.extra))
        return record.value

    def members(self) -> set[str]:
        found = set()
        for group in self.groups:
            for procs in group.rglob("cgroup.procs"):
                try:
                    found |= set(procs.read_text().split())
                except OSError:  # removed in this moment
                    continue
        return found

    def gone(self, within: float) -> float:
        start = time.monotonic()
        for _ in eventually("all cgroups gone", within):
            if not any(group.exists() for group in self.groups):
                return time.monotonic() - start
        raise AssertionError("unreachable")
