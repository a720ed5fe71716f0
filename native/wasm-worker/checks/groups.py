"""What stays of a run in the kernel when its engine has gone: its cgroup's directories."""

import os
import subprocess
import time
import unittest
from pathlib import Path

from checks.guests import LENGTH, SPIN
from checks.harness import CGROUP, EXIT, GROUP, REFUSED, Run, Worker, compiled, eventually, part
from checks.lives import started

ROOTS = [root for root in ("/sys/fs/cgroup/memory", "/sys/fs/cgroup") if Path(root, "cgroup.procs").exists()]


@unittest.skipUnless(os.geteuid() == 0 and ROOTS, "needs root and cgroups")
class Groups(unittest.TestCase):
    def setUp(self):
        self.spin, self.length = compiled(SPIN, "spin"), compiled(LENGTH, "length")
        self.top = Path(ROOTS[0], f"wasm-worker-{os.getpid()}")
        # As the engine makes them: the run's in one that hands down, in the sandbox's.
        self.group = self.top / "box" / "run"
        self.group.mkdir(parents=True)
        self.addCleanup(self.sweep)
        self.extra = part(CGROUP, f"{self.group}/cgroup.procs") + b"".join(
            part(GROUP, str(path)) for path in (self.group, self.group.parent, self.top)
        )

    def sweep(self):
        for _ in eventually("empty cgroups"):
            left = [path for path in (self.group, self.group.parent, self.top) if path.exists()]
            if not left:
                return
            try:
                left[0].rmdir()
            except OSError:
                continue

    def test_those_of_a_living_run_go_with_the_engine(self):
        worker = Worker("--python", self.spin)
        Run(worker, "python", extra=self.extra)
        self.assertEqual(f"{started(worker)}\n", (self.group / "cgroup.procs").read_text())
        worker.socket.close()
        self.assertEqual(0, worker.process.wait(10))
        self.assertFalse(self.top.exists())

    def test_those_of_many_go_too(self):
        groups = [self.top / f"many-{i}" for i in range(20)]
        worker = Worker("--python", self.spin)
        for i, group in enumerate(groups):
            group.mkdir()
            Run(worker, "python", id=i, extra=part(CGROUP, f"{group}/cgroup.procs") + part(GROUP, str(group)))
        for _ in groups:
            started(worker)
        worker.socket.close()
        self.assertEqual(0, worker.process.wait(10))
        self.assertEqual([], [group for group in groups if group.exists()])

    def test_those_of_an_ended_run_are_the_engines_until_it_has_gone(self):
        worker = Worker("--python", self.length)
        self.assertEqual(EXIT, worker.run("python", extra=self.extra).how)
        self.assertEqual(EXIT, worker.run("python").how)
        self.assertTrue(self.group.exists())
        worker.socket.close()
        self.assertEqual(0, worker.process.wait(10))
        self.assertFalse(self.top.exists())

    def test_what_others_are_in_stays_and_the_end_is_bounded(self):
        worker = Worker("--python", self.spin)
        Run(worker, "python", extra=self.extra)
        started(worker)
        sleeper = subprocess.Popen(["sleep", "60"])
        try:
            (self.group / "cgroup.procs").write_text(str(sleeper.pid))
            began = time.monotonic()
            worker.socket.close()
            self.assertEqual(0, worker.process.wait(10))
            self.assertLess(time.monotonic() - began, 5)
            self.assertTrue(self.group.exists())
            self.assertIsNone(sleeper.poll())
        finally:
            sleeper.kill()
            sleeper.wait()

    def test_only_what_was_named_is_removed(self):
        other = self.group / "other"
        other.mkdir()
        worker = Worker("--python", self.spin)
        Run(worker, "python", extra=self.extra)
        started(worker)
        worker.socket.close()
        self.assertEqual(0, worker.process.wait(10))
        self.assertTrue(other.exists())
        other.rmdir()

    def test_a_name_that_is_no_path_refuses_the_run(self):
        with Worker("--python", self.length) as worker:
            for name in ("", "relative", "/a\0b"):
                ended = worker.run("python", extra=part(GROUP, name))
                self.assertEqual((REFUSED, name), (ended.how, name))
                self.assertIn("no absolute path", ended.text)
            self.assertEqual(EXIT, worker.run("python", extra=part(GROUP, "/" + "x" * 5000)).how)
