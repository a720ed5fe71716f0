"""A worker that was asked twice keeps a child ready for the next run, which nobody sees but by its speed."""

import contextlib
import os
import signal
import unittest

from checks.guests import LENGTH, SPIN
from checks.harness import (
    ARGUMENT, ENDED, EXIT, GUEST, LIMITS, REQUEST, SIGNAL, Run, Worker, compiled, ended, eventually, limits, part,
)
from checks.lives import alive, children, started

LETTER_MAX = 64 << 10
OWN = {0: "/dev/null", 1: "/dev/null", 3: "pipe", 4: "socket"}


class Spares(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.length, cls.spin = compiled(LENGTH, "length"), compiled(SPIN, "spin")

    def spare(self, worker: Worker, runs: int = 2) -> int:
        """After so many runs: the child that nobody asked for."""
        for i in range(runs):
            self.assertEqual(i, worker.run("python", json=" " * i).code)
        for _ in eventually("a spare"):
            if found := children(worker):
                self.assertEqual(1, len(found))
                return found[0]
        raise AssertionError

    def test_the_next_run_is_the_spare(self):
        with Worker("--python", self.length) as worker:
            spare = self.spare(worker)
            run = Run(worker, "python", json="12345", id=7)
            self.assertEqual(spare, started(worker))
            self.assertEqual((EXIT, 5), self.end(run.feed(b"")))

    def end(self, run: Run) -> tuple[int, int]:
        type, id, payload = run.worker.reply()
        self.assertEqual((ENDED, run.id), (type, id))
        result = ended(payload)
        return result.how, result.code

    def test_none_for_a_worker_that_was_asked_once(self):
        with Worker("--python", self.length) as worker:
            worker.run("python")
            # Its second run's child is made when it is asked for, so there was no other.
            Run(worker, "python", id=2).feed(b"")
            self.assertEqual([started(worker)], children(worker) or [0])

    @unittest.skipIf(os.geteuid(), "not even its own user looks into it")
    def test_it_has_nothing_of_others(self):
        with Worker("--python", self.length, "--js", self.spin) as worker:
            spinning = Run(worker, "js", id=1000)
            started(worker)
            self.assertEqual(1, worker.run("python", json="1").code)
            for _ in eventually("a spare"):
                if len(found := children(worker)) == 2:
                    break
            for _ in eventually("a spare that has but its own"):
                kinds = self.descriptors(max(found))
                # 2 is the worker's log; above are those that the library keeps of its guests.
                if {n: kinds[n] for n in kinds if n < 64 and n != 2} == OWN and all(
                    kinds[n].endswith(".cwasm") for n in kinds if n >= 64
                ):
                    break
            spinning.kill()
            self.assertEqual((SIGNAL, signal.SIGKILL), self.end(spinning))

    @staticmethod
    def descriptors(pid: int) -> dict[int, str]:
        kinds = {}
        for number in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                kinds[int(number)] = os.readlink(f"/proc/{pid}/fd/{number}").split(":")[0]
        return kinds

    def test_one_that_died_is_not_missed(self):
        with Worker("--python", self.length) as worker:
            spare = self.spare(worker)
            os.kill(spare, signal.SIGKILL)
            for _ in eventually("its end"):
                if not alive(spare):
                    break
            self.assertEqual(3, worker.run("python", json="123").code)
            self.assertNotEqual(spare, self.spare(worker, 0))

    def test_one_that_stands_still_is_killed_as_any_run(self):
        with Worker("--python", self.length) as worker:
            spare = self.spare(worker)
            os.kill(spare, signal.SIGSTOP)
            run = Run(worker, "python", id=9).feed(b"")
            run.kill()
            self.assertEqual((SIGNAL, signal.SIGKILL), self.end(run))
            self.assertEqual(4, worker.run("python", json="1234").code)

    def test_a_request_of_any_length(self):
        with Worker("--python", self.length) as worker:
            spare = self.spare(worker)
            # The guest's request stays short; what makes the worker's longer is for modules, and is passed over.
            for length in (LETTER_MAX, 2 * LETTER_MAX, 4 << 20):
                self.assertEqual(3, Run(worker, "python", json="123", arguments=["x" * length]).feed(b"").finish().code)
            self.assertEqual([spare], children(worker))  # too long for a letter, all of them
            room = LETTER_MAX - len(self.payload("x"))
            run = Run(worker, "python", json="123", arguments=["x" * (room + 1)]).feed(b"")
            self.assertEqual(spare, started(worker))
            self.assertEqual((EXIT, 3), self.end(run))

    @staticmethod
    def payload(argument: str) -> bytes:
        return b"".join((part(GUEST, "python"), part(REQUEST, "123"), part(ARGUMENT, argument), part(LIMITS, limits())))

    def test_it_ends_with_its_worker(self):
        for signal_to_worker in (None, signal.SIGKILL):
            with Worker("--python", self.length) as worker:
                spare = self.spare(worker)
                if signal_to_worker:
                    worker.process.kill()
            for _ in eventually("the spare's end"):
                if not alive(spare):
                    break
