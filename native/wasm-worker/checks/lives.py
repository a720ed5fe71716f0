"""Parent and children: many runs at once, kills, and who outlives whom."""

import os
import signal
import struct
import unittest

from checks.guests import LENGTH, SPIN
from checks.harness import (
    ENDED, EXIT, HOST, SIGNAL, STARTED, Run, Worker, compiled, ended, eventually, fields, file_of,
)
from checks.programs import Program


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(worker: Worker) -> list[int]:
    with open(f"/proc/{worker.process.pid}/task/{worker.process.pid}/children") as file:
        return [int(pid) for pid in file.read().split()]


def started(worker: Worker) -> int:
    type, _, payload = worker.reply()
    assert type == STARTED
    return struct.unpack("<I", dict(fields(payload))[1])[0]


class Lives(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.length, cls.spin = compiled(LENGTH, "length"), compiled(SPIN, "spin")
        cls.sleep = file_of(str(Program().sleep(60_000)), "sleeping.wasm")

    def gone(self, *pids: int) -> None:
        for _ in eventually(f"the end of {pids}"):
            if not any(map(alive, pids)):
                return

    def test_one_run_and_out(self):
        with Worker("--python", self.length, "--once") as worker:
            self.assertEqual(3, worker.run("python", json="123").code)
            self.assertEqual(b"", worker.socket.recv(1))
            self.assertEqual((0, ""), (worker.process.wait(10), worker.logged()))

    @unittest.skipIf(os.geteuid(), "not even its own user looks into it")
    def test_hundred_runs_one_after_the_other_leave_nothing(self):
        with Worker("--python", self.length) as worker:
            for _ in range(3):
                worker.run("python")
            for _ in eventually("its spare"):
                if len(children(worker)) == 1 and (before := self.descriptors(worker)):
                    break
            memory = self.resident(worker)
            for i in range(100):
                self.assertEqual(i, worker.run("python", json=" " * i).code)
            for _ in eventually("one spare and nothing more"):
                if len(children(worker)) == 1 and self.descriptors(worker) == before:
                    break
            self.assertLess(self.resident(worker) - memory, 64)

    @staticmethod
    def descriptors(worker: Worker) -> list[str]:
        """What kinds it has; sockets and pipes of each run are others."""
        folder = f"/proc/{worker.process.pid}/fd"
        return sorted(os.readlink(f"{folder}/{number}").split(":")[0] for number in os.listdir(folder))

    @staticmethod
    def resident(worker: Worker) -> int:
        with open(f"/proc/{worker.process.pid}/statm") as file:
            return int(file.read().split()[1])

    def test_the_parent_is_one_thread_and_small(self):
        for options in ([], ["--python", self.length, "--js", self.spin]):
            with Worker(*options) as worker:
                worker.run("module", file_of("(module)", "empty.wasm"))
                self.assertEqual(1, len(os.listdir(f"/proc/{worker.process.pid}/task")))
                self.assertLess(self.resident(worker), 32 << 8)

    def test_many_at_once_and_each_gets_its_own_answer(self):
        with Worker("--python", self.length, "--js", self.spin) as worker:
            spinning = Run(worker, "js", id=1000)
            runs = [Run(worker, "python", json=" " * i, id=i).feed(b"") for i in range(1, 40)]
            codes = {}
            while len(codes) < len(runs):
                type, id, payload = worker.reply()
                if type == ENDED:
                    codes[id] = ended(payload).code
            self.assertEqual({i: i for i in range(1, 40)}, codes)
            spinning.kill()
            self.assertEqual((ENDED, 1000), worker.reply()[:2])

    def test_too_many_at_once(self):
        with Worker() as worker:
            runs = [Run(worker, "module", self.sleep, id=i) for i in range(257)]
            for _ in runs:
                type, id, payload = worker.reply()
                if type == ENDED:
                    break
            result = ended(payload)
            self.assertEqual((256, HOST, "too many runs at once in one worker"), (id, result.how, result.text))
            worker.socket.close()
            worker.process.wait(20)
            for run in runs:
                for descriptor in (run.stdin, run.stdout, run.stderr):
                    os.close(descriptor)

    def test_a_killed_run_is_told_and_the_next_is_well(self):
        with Worker("--python", self.spin, "--js", self.length) as worker:
            run = Run(worker, "python")
            pid = started(worker)
            os.kill(pid, signal.SIGKILL)
            result = run.finish()
            self.assertEqual((SIGNAL, 9), (result.how, result.code))
            self.assertGreater(result.usage["wall"], 0)
            self.assertEqual((EXIT, 2), ((after := worker.run("js")).how, after.code))

    def test_a_kill_ends_the_right_one(self):
        with Worker("--python", self.spin) as worker:
            first, second = Run(worker, "python", id=1), Run(worker, "python", id=2)
            pids = {}
            while len(pids) < 2:
                _, id, payload = worker.reply()
                pids[id] = struct.unpack("<I", dict(fields(payload))[1])[0]
            second.kill()
            self.assertEqual((ENDED, 2), worker.reply()[:2])
            self.assertEqual([True, False], [alive(pids[id]) for id in (1, 2)])
            first.kill()
            self.assertEqual((ENDED, 1), worker.reply()[:2])

    def test_closing_the_socket_kills_all(self):
        worker = Worker("--python", self.spin)
        runs = [Run(worker, "python", id=i) for i in range(3)]
        pids = [started(worker) for _ in runs]
        worker.socket.close()
        self.assertEqual(0, worker.process.wait(10))
        self.gone(*pids)

    def test_children_die_with_their_parent(self):
        worker = Worker("--python", self.spin)
        Run(worker, "python")
        pid = started(worker)
        worker.process.kill()
        worker.process.wait(10)
        self.gone(pid)

    def test_a_stopped_run_can_be_killed(self):
        with Worker("--python", self.spin) as worker:
            run = Run(worker, "python")
            os.kill(started(worker), signal.SIGSTOP)
            run.kill()
            self.assertEqual((SIGNAL, 9), ((result := run.finish()).how, result.code))
