"""The owner is dead or stopped: what it left is gone in time, fork bombs included."""

import os
import signal
import time

from checks.harness import eventually
from checks.watching import NEVER, WatchdogCase

# Written in C's place by the shell: each child starts two more and never ends.
BOMB = "bomb() { while :; do bomb & done; }; bomb 2>/dev/null"


class Owner(WatchdogCase):
    """The owner is a process of its own here: killed, stopped, never asked."""

    def owned(self, program: str, millis=NEVER) -> int:
        owner = os.fork()
        if owner == 0:
            try:
                self.start(program, millis)
                while True:
                    signal.pause()
            finally:
                os._exit(1)
        self.addCleanup(self.end_owner, owner)
        for _ in eventually("the sandbox", 5):
            if self.pid_file.exists() and len(self.members()) > 1:
                return owner
        raise AssertionError("unreachable")

    def end_owner(self, owner: int) -> None:
        try:
            os.kill(owner, signal.SIGKILL)
            os.waitpid(owner, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    def test_dead_owner(self):
        owner = self.owned("trap '' TERM HUP INT; setsid sleep 100 & sleep 100 & wait")
        self.end_owner(owner)
        self.gone(1)

    def test_dead_owner_of_a_fork_bomb(self):
        self.pids_group(64)
        owner = self.owned(BOMB)
        time.sleep(0.5)
        self.end_owner(owner)
        print(f"(gone after {self.gone(1) * 1000:.0f} ms)", end=" ", flush=True)

    def test_stopped_owner_of_a_fork_bomb(self):
        self.pids_group(64)
        start = time.monotonic()
        owner = self.owned(BOMB, millis=2000)
        os.kill(owner, signal.SIGSTOP)
        for _ in eventually("empty cgroups", 4):
            if not self.members():
                break
        self.assertLess(time.monotonic() - start, 3)
        self.assertTrue(self.groups[0].exists())
        self.end_owner(owner)
        self.gone(1)


class OwnerWithoutCgroupKill(Owner):
    """As on kernels before 5.14: the v1 freezer holds the bomb still."""

    hierarchies = ("pids", "freezer")

    def test_frozen_sandbox(self):
        owner = self.owned("sleep 100 & sleep 100")
        (self.groups[-1] / "freezer.state").write_text("FROZEN")
        self.end_owner(owner)
        self.gone(1)


class OwnerWithoutFreezer(Owner):
    """Nothing but cgroup.procs, and in the end pids.max: slower, but it wins."""

    hierarchies = ("pids",)
