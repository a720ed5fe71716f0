"""Every limit holds, and what it refused is told."""

import json
import os
import resource
import signal
import tempfile
import unittest

from checks.guests import SPIN
from checks.harness import (
    EXIT, MIB, REFUSED, SIGNAL, TRAP, Run, Worker, compiled, eventually, file_of, limits,
)
from checks.lives import started
from checks.programs import CREATE, EFBIG, ENOSPC, EXCLUSIVE, OK, TRUNCATE, APPEND, Program

SIGXCPU = 24


class Limits(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_program(self, program: Program | str, writable=True, **options):
        with Worker() as worker:
            ended = worker.run(
                "module", file_of(str(program), "limited.wasm"), preopens=[(self.folder, "/w", writable)], **options
            )
            self.assertEqual("", worker.logged())
        return ended

    def answers(self, program: Program, **options) -> list[int]:
        ended = self.run_program(program, **options)
        self.assertEqual((EXIT, ""), (ended.how, ended.text))
        return list(ended.stdout)

    def occupied(self) -> int:
        return sum(os.stat(f"{self.folder}/{name}").st_blocks * 512 for name in os.listdir(self.folder))

    # Memory

    def test_memory_grows_up_to_the_limit_and_not_beyond(self):
        ended = self.run_program(Program(pages=64).grow(900).grow(100).grow(60).grow(1), asked=limits(memory=64 * MIB))
        self.assertEqual([0, 1, 0, 1], list(ended.stdout))
        self.assertEqual((64 * MIB, 2), (ended.usage["memory"], ended.refused))
        (report,) = map(json.loads, ended.own)
        self.assertEqual({"kind": "memory", "limit": 64 * MIB, "refused": 2, "asked": 1064 << 16}, report)

    def test_the_limit_is_one_for_all_memories(self):
        extra = "(memory $b 1) (memory $c 1)"
        program = Program(pages=64, extra=extra)
        for _ in range(2):
            for name in "bc":
                program.note(f"(i32.eq (memory.grow ${name} (i32.const 400)) (i32.const -1))")
        self.assertEqual([0, 0, 1, 1], self.answers(program, asked=limits(memory=64 * MIB)))

    def test_no_limit(self):
        ended = self.run_program(Program().grow(30000), asked=limits(memory=0))
        self.assertEqual(([0], 0, []), (list(ended.stdout), ended.refused, ended.own))

    def test_a_limit_as_large_as_a_number(self):
        ended = self.run_program(Program().grow(30000), asked=limits(memory=2**64 - 1))
        self.assertEqual(([0], 0, []), (list(ended.stdout), ended.refused, ended.own))

    def test_a_limit_below_what_it_starts_with(self):
        ended = self.run_program(Program(pages=2000), asked=limits(memory=64 * MIB))
        self.assertEqual((REFUSED, 1), (ended.how, ended.refused))
        self.assertEqual("the memory limit of 67108864 bytes is below the 131072000 that it needs to start", ended.text)

    def test_tables_are_bounded(self):
        extra = "".join(f"(table $t{i} 0 funcref)" for i in range(90))
        program = Program(pages=2, extra=extra)
        for i in range(90):
            program.note(f"(i32.eq (table.grow $t{i} (ref.null func) (i32.const 1000000)) (i32.const -1))")
        ended = self.run_program(program, asked=limits(memory=4 * MIB))
        # None is larger than the memory: 1000000 elements are 8 MB.
        self.assertEqual((EXIT, [1] * 90), (ended.how, list(ended.stdout)))
        ended = self.run_program(program, asked=limits(memory=16 * MIB))
        # Where the kernel's bound on all of the process is reached, the library gives up.
        self.assertEqual(TRAP, ended.how, ended)
        self.assertIn("out of memory", ended.text)
        self.assertTrue(64 * MIB < ended.usage["memory"] < 84 * MIB, ended.usage)
        self.assertLess(ended.usage["rss"], 110 * MIB)
        (report,) = map(json.loads, ended.own)
        self.assertEqual(("memory", 16 * MIB, 1), (report["kind"], report["limit"], report["refused"]))

    def test_the_compilers_memory_is_not_the_modules(self):
        with Worker() as worker:
            run = Run(worker, "module", file_of(str(Program().sleep(60_000)), "sleep.wasm"))
            pid = started(worker)
            for _ in eventually("the lower limit"):
                with open(f"/proc/{pid}/limits") as file:
                    (line,) = (line for line in file if line.startswith("Max data size"))
                soft, hard = map(int, line.split()[3:5])
                if hard < 160 * MIB:
                    break
            self.assertEqual(soft, hard)
            run.kill()

    def test_memory_of_tables_is_told(self):
        tables = "".join(f"(table $t{i} 1000000 funcref)" for i in range(4))
        ended = self.run_program(Program(pages=16, extra=tables), asked=limits(memory=64 * MIB))
        self.assertTrue(32_000_000 < ended.usage["memory"] < 40 * MIB, ended.usage)
        self.assertEqual(16 << 16, self.run_program(Program(pages=16)).usage["memory"])

    # Time

    def test_cpu_time(self):
        with Worker("--python", compiled(SPIN, "spin")) as worker:
            ended = worker.run("python", asked=limits(cpu=200))
        self.assertEqual((SIGNAL, SIGXCPU), (ended.how, ended.code))
        self.assertTrue(190_000 < ended.usage["cpu"] < 400_000, ended.usage)

    def test_the_wall_clock_of_a_stopped_owner(self):
        with Worker() as worker:
            path = file_of(str(Program().sleep(60_000)), "sleep.wasm")
            ended = worker.run("module", path, asked=limits(wall=300))
        self.assertEqual((SIGNAL, 9), (ended.how, ended.code))
        self.assertTrue(290_000 < ended.usage["wall"] < 3_000_000, ended.usage)

    def test_signals_that_whoever_started_the_worker_ignores_or_blocks(self):
        def deaf() -> None:
            for number in (signal.SIGXCPU, signal.SIGCHLD):
                signal.signal(number, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGXCPU, signal.SIGSYS, signal.SIGCHLD})

        with Worker("--python", compiled(SPIN, "spin"), prepare=deaf) as worker:
            ended = worker.run("python", asked=limits(cpu=200))
        self.assertEqual((SIGNAL, SIGXCPU), (ended.how, ended.code))

    def test_sleeping_is_no_cpu_time_and_can_be_killed(self):
        with Worker() as worker:
            run = Run(worker, "module", file_of(str(Program().sleep(60_000)), "sleep.wasm"), asked=limits(cpu=100))
            self.assertEqual(1, worker.reply()[0])
            run.kill()
            ended = run.finish()
        self.assertEqual((SIGNAL, 9), (ended.how, ended.code))
        self.assertLess(ended.usage["wall"], 10_000_000)

    # Disk

    def test_disk_bytes(self):
        program = Program().open("f", CREATE).write(MIB).write(MIB).note_count(4096).write(1).write(4096, at=0)
        ended = self.run_program(program, asked=limits(disk=MIB + 8192))
        self.assertEqual([OK, OK, OK, 2, ENOSPC, OK], list(ended.stdout))
        self.assertEqual(MIB + 8192, ended.usage["disk"])
        (report,) = map(json.loads, ended.own)
        self.assertEqual(
            {"kind": "disk", "limit": MIB + 8192, "refused": 1, "errno": "ENOSPC", "path": "/w/f"}, report
        )

    def test_no_way_round_the_quota(self):
        quota = limits(disk=256 * 1024, files=100)
        for name, program in {
            "many files": self.numbered(lambda body: body.open("f00000", CREATE).write(65536).close(), 20),
            "appending": Program().open("a", CREATE, flags=APPEND).write(200_000).write(200_000).write(200_000),
            "from the end on": Program()
            .open("a", CREATE)
            .write(200_000, at=10 * MIB)
            .write(200_000, at=20 * MIB)
            .write(200_000, at=30 * MIB),
            "into holes": Program()
            .open("a", CREATE)
            .size(100 * MIB)
            .write(200_000, at=0)
            .write(200_000, at=50 * MIB)
            .write(200_000, at=90 * MIB),
            "allocating": Program().open("a", CREATE).allocate(MIB).write(200_000).write(200_000).write(200_000),
            "removed but open": self.numbered(
                lambda body: body.open("f00000", CREATE).write(65536).unlink("f00000"), 20
            ),
        }.items():
            with self.subTest(name):
                ended = self.run_program(program, asked=quota)
                occupied = self.occupied()
                for left in os.listdir(self.folder):
                    os.unlink(f"{self.folder}/{left}")
                self.assertEqual(EXIT, ended.how)
                self.assertLessEqual(occupied, 256 * 1024 + 4096)
                self.assertLessEqual(ended.usage["disk"], 256 * 1024 + 4096)
                self.assertIn("disk", [json.loads(report)["kind"] for report in ended.own], ended)

    @staticmethod
    def numbered(build, times: int) -> Program:
        program = Program()
        program.text("f00000")
        body = program.inner()
        body.number_name("f00000")
        build(body)
        return program.repeat(times, body)

    def test_what_is_given_back_can_be_used_again(self):
        program = Program().open("a", CREATE).write(200_000).close()
        for _ in range(3):
            program.unlink("a").open("a", CREATE | EXCLUSIVE).write(200_000).close()
        program.open("a", TRUNCATE).write(200_000).size(0).write(200_000, at=0).close()
        program.open("b", CREATE).write(50_000).close().rename("b", "a").open("c", CREATE).write(200_000).close()
        answers = self.answers(program, asked=limits(disk=256 * 1024))
        self.assertEqual([OK] * len(answers), answers)

    def test_closing_a_removed_file_gives_it_back(self):
        program = Program()
        for _ in range(5):
            program.open("a", CREATE).write(200_000).unlink("a").close()
        answers = self.answers(program, asked=limits(disk=256 * 1024))
        self.assertEqual([OK] * len(answers), answers)

    def test_removing_what_was_there_before_earns_nothing(self):
        with open(f"{self.folder}/old", "wb") as file:
            file.write(bytes(MIB))
        program = Program().unlink("old").open("a", CREATE).write(200_000).write(200_000).note_count(65536)
        self.assertEqual([OK, OK, OK, OK, 0], self.answers(program, asked=limits(disk=256 * 1024)))

    def test_files_of_before_can_be_written_over(self):
        with open(f"{self.folder}/old", "wb") as file:
            file.write(bytes(MIB))
        program = Program().open("old").write(MIB)
        self.assertEqual([OK, OK], self.answers(program, asked=limits(disk=4096)))

    def test_a_bound_of_the_hosts_on_the_size_of_files(self):
        def bound() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, MIB))

        path = file_of(str(Program().open("f", CREATE).write(MIB).write(1)), "bound.wasm")
        with Worker(prepare=bound) as worker:
            ended = worker.run("module", path, preopens=[(self.folder, "/w", 1)])
        self.assertEqual((EXIT, [OK, OK, EFBIG]), (ended.how, list(ended.stdout)), ended)

    def test_the_number_of_files(self):
        program = self.numbered(lambda body: body.open("f00000", CREATE).close(), 100)
        ended = self.run_program(program, asked=limits(files=40))
        self.assertEqual(40, len(os.listdir(self.folder)))
        self.assertEqual(40, ended.usage["files"])
        (report,) = map(json.loads, ended.own)
        self.assertEqual(
            {"kind": "files", "limit": 40, "refused": 60, "errno": "ENOSPC", "path": "/w/f00040"}, report
        )

    def test_directories_and_links_are_files_too(self):
        program = Program().make_directory("d").symlink("x", "s").open("f", CREATE).link("f", "l").make_directory("e")
        program.open("f", CREATE).unlink("l").make_directory("e").remove_directory("e").remove_directory("d")
        self.assertEqual(
            [OK, OK, OK, OK, ENOSPC, OK, OK, OK, OK, OK], self.answers(program, asked=limits(files=4))
        )

    def test_a_hundred_thousand_files_end_in_time(self):
        program = self.numbered(lambda body: body.open("f00000", CREATE).close(), 100_000)
        ended = self.run_program(program, asked=limits(files=1000))
        self.assertEqual(1000, len(os.listdir(self.folder)))
        self.assertEqual((EXIT, 99_000), (ended.how, json.loads(ended.own[0])["refused"]))

    def test_open_files(self):
        """As on Linux: the three streams are among them, what the worker has open itself is not."""
        for most in (3, 4, 20, 50, 100):
            program = self.numbered(lambda body: body.open("f00000", CREATE), 500)
            ended = self.run_program(program, asked=limits(open_files=most))
            self.assertEqual((EXIT, most - 3), (ended.how, len(os.listdir(self.folder))))
            for left in os.listdir(self.folder):
                os.unlink(f"{self.folder}/{left}")

    def test_open_files_without_a_limit_to_speak_of(self):
        program = self.numbered(lambda body: body.open("f00000", CREATE), 300)
        ended = self.run_program(program, asked=limits(open_files=2**64 - 1))
        self.assertEqual((EXIT, 300), (ended.how, len(os.listdir(self.folder))))

    def test_a_flood_of_output_waits_for_who_reads(self):
        program = Program()
        body = program.inner()
        body.raw("(i32.store (i32.const 64) (i32.const 1))").write(65536)
        program.repeat(1000, body)
        with Worker() as worker:
            run = Run(worker, "module", file_of(str(program), "flood.wasm"))
            self.assertEqual(1, worker.reply()[0])
            got = 0
            while got < 100 * 65536:
                got += len(os.read(run.stdout, 65536))
            run.kill()
            self.assertEqual(2, worker.reply()[0])

    def test_a_guest_that_closes_its_streams(self):
        program = Program().raw("(i32.store (i32.const 64) (i32.const 0))").close()
        for stream in (1, 2):
            program.raw(f"(i32.store (i32.const 64) (i32.const {stream}))").close()
        program.raw("(call $proc_exit (i32.const 5))")
        ended = self.run_program(program)
        self.assertEqual((EXIT, 5, b""), (ended.how, ended.code, ended.stdout))

    def test_nobody_reads_its_output(self):
        with Worker() as worker:
            run = Run(worker, "module", file_of(str(Program().sleep(200)), "mute.wasm"))
            os.close(run.stdout)
            os.close(run.stderr)
            while (reply := worker.reply())[0] != 2:
                pass
            self.assertEqual(2, reply[0])

    def test_recursion_has_48_mib_and_ends_in_a_trap(self):
        deep = "(func $deep (param i64 i64 i64 i64) (result i64) (i64.add (local.get 0) (call $deep (i64.add" \
            " (local.get 0) (i64.const 1)) (local.get 0) (local.get 2) (local.get 1))))"
        program = Program(extra=deep).raw("(drop (call $deep (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0)))")
        ended = self.run_program(program)
        self.assertEqual(TRAP, ended.how)
        self.assertIn("call stack exhausted", ended.text)
        self.assertGreater(ended.usage["rss"], 40 * MIB)
