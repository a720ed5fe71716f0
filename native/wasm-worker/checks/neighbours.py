"""What one run can find of another in its own process, should it break out of the library: nothing."""

import os
import tempfile
import time
import unittest

from checks.guests import SPIN, guest
from checks.harness import Run, Worker, compiled, file_of, limits
from checks.lives import started
from checks.programs import CREATE, Program

MARK = "marked-6f1c22"
# Tells its request, and stays.
STAYING = guest("(call $tell (local.get 0) (local.get 1)) (loop $again (br $again)) (i32.const 0)")
ECHO = guest("(call $tell (local.get 0) (local.get 1)) (i32.const 7)")


def held(pid: int) -> list[str]:
    """Where in the memory of a process the mark lies."""
    found = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in maps:
            begin, end = (int(part, 16) for part in line.split()[0].split("-"))
            if line.split()[1][0] != "r" or end - begin > 1 << 30:
                continue
            memory.seek(begin)
            try:
                raw = memory.read(end - begin)
            except OSError:
                continue
            found += [line.strip()] * (MARK.encode() in raw)
    return found


def shared(pid: int) -> list[str]:
    with open(f"/proc/{pid}/maps") as maps:
        return [line.strip() for line in maps if line.split()[1].startswith("rw") and line.split()[1][3] == "s"]


@unittest.skipIf(os.geteuid(), "not even its own user looks into it")
class Neighbours(unittest.TestCase):
    def setUp(self):
        self.worker = Worker("--python", compiled(ECHO, "echoing"), "--js", compiled(STAYING, "staying"))
        self.addCleanup(self.worker.__exit__)

    def another(self, id: int = 99) -> int:
        Run(self.worker, "js", json="clean", id=id)
        return started(self.worker)

    def test_the_search_finds_what_is_there(self):
        Run(self.worker, "js", json=MARK)
        self.assertNotEqual([], held(started(self.worker)))

    def test_nothing_of_the_requests_of_runs_that_ended(self):
        for length in (1, 1000, 100_000, 1_000_000):
            self.worker.run("python", json=(MARK + " ") * length if length > 1 else MARK)
        self.worker.run(
            "module", file_of(str(Program()), "plain.wasm"), arguments=[MARK * 100], environment=[f"A={MARK}"] * 500
        )
        self.assertEqual([], held(self.another()))

    def test_nothing_of_the_reports_and_the_refusals_of_runs_that_ended(self):
        for _ in range(5):
            self.assertEqual([MARK], self.worker.run("python", json=MARK).reports)
        program = Program().open(f"{MARK}a", CREATE).open(f"{MARK}b", CREATE).raw('(call $fail)')
        program.extra = f'(func $fail (@name "{MARK}") unreachable)'
        ended = self.worker.run(
            "module", file_of(str(program), "marked.wasm"), preopens=[(self.folder(), "/w", 1)],
            asked=limits(files=1),
        )
        self.assertIn(MARK, ended.own[0])
        self.assertIn(MARK, ended.text)
        self.assertEqual([], held(self.another()))

    def folder(self) -> str:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def test_nothing_of_a_run_that_goes_on(self):
        Run(self.worker, "js", json=MARK, id=5)
        started(self.worker)
        time.sleep(0.2)
        self.assertEqual(7, self.worker.run("python").code)  # after which the report has been taken, too
        self.assertNotEqual([], held(self.worker.process.pid))
        self.assertEqual([], held(self.another()))

    def test_the_numbers_of_a_run_are_shared_with_no_other(self):
        pids = [self.another(id) for id in (11, 12, 13)]
        self.assertEqual([1, 1, 1], [len(shared(pid)) for pid in pids])
        # Not with one that begins while another ends.
        self.worker.run("python")
        self.assertEqual(1, len(shared(self.another(14))))
