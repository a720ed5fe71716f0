"""The disk limit holds against a guest that makes much of little: links, directories, and what was there before."""

import os
import tempfile
import unittest
from pathlib import Path

from checks.harness import EXIT, MIB, Ended, Worker, file_of, limits
from checks.programs import CREATE, ENOSPC, OK, TRUNCATE, Program

QUOTA = 256 * 1024
LONG = "x" * 195 + "00000"


class Quota(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.before = self.occupied()

    def occupied(self) -> int:
        seen = {file.stat(follow_symlinks=False).st_ino: file.stat(follow_symlinks=False).st_blocks * 512
                for file in (self.folder, *self.folder.rglob("*"))}
        return sum(seen.values())

    def run_program(self, program: Program, **asked) -> Ended:
        with Worker() as worker:
            ended = worker.run(
                "module", file_of(str(program), "quota.wasm"), preopens=[(self.folder, "/w", 1)],
                asked=limits(disk=asked.pop("disk", QUOTA), **asked),
            )
            self.assertEqual("", worker.logged())
        self.assertEqual((EXIT, ""), (ended.how, ended.text), ended)
        return ended

    def within(self, program: Program, **asked) -> Ended:
        """What is occupied more than before is what was counted, and within the limit but for one name's block."""
        ended = self.run_program(program, **asked)
        more = self.occupied() - self.before
        self.assertLessEqual(more, ended.usage["disk"], ended)
        self.assertLessEqual(more, QUOTA + 16384)
        return ended

    @staticmethod
    def numbered(program: Program, times: int, name: str, build) -> None:
        program.text(name)
        body = program.inner()
        body.number_name(name)
        build(body)
        program.repeat(times, body)

    def test_names_of_a_symbolic_link_earn_nothing(self):
        program = Program().symlink("y/" * 500, "s").open("a", CREATE).write(200_000)
        self.numbered(program, 40, "l00000", lambda body: body.link("s", "l00000"))
        self.numbered(program, 40, "l00000", lambda body: body.unlink("l00000"))
        program.open("b", CREATE).write(200_000).open("c", CREATE).write(100_000)
        self.assertEqual(ENOSPC, self.within(program).stdout[-1])

    def test_a_symbolic_link_gives_back_what_it_took(self):
        program = Program()
        for _ in range(100):
            program.symlink("y/" * 500, "s").link("s", "t").unlink("s").unlink("t")
        ended = self.within(program)
        self.assertEqual(([OK] * 400, 2), (list(ended.stdout), ended.usage["files"]))

    def fill(self, program: Program, directory: str, times: int) -> None:
        name = f"{directory}/{LONG}"
        self.numbered(program, times, name, lambda body: body.open(name, CREATE).close())

    def empty(self, program: Program, directory: str, times: int) -> None:
        name = f"{directory}/{LONG}"
        self.numbered(program, times, name, lambda body: body.unlink(name))

    def test_a_directory_pays_for_its_names(self):
        program = Program().make_directory("d")
        self.fill(program, "d", 400)
        ended = self.within(program)
        self.assertGreater((self.folder / "d").stat().st_blocks * 512, 80_000)
        self.assertGreaterEqual(ended.usage["disk"], 80_000)

    def test_a_removed_directory_gives_back_what_it_paid(self):
        program = Program()
        for _ in range(4):
            program.make_directory("d")
            self.fill(program, "d", 400)
            self.empty(program, "d", 400)
            program.remove_directory("d")
        program.open("a", CREATE).write(200_000).open("b", CREATE).write(200_000).note_count(65536)
        ended = self.within(program)
        self.assertEqual([OK, OK, OK, OK, 0], list(ended.stdout[-5:]))

    def test_the_given_directory_pays_too(self):
        program = Program()
        self.numbered(program, 400, LONG, lambda body: body.open(LONG, CREATE).close())
        self.numbered(program, 400, LONG, lambda body: body.unlink(LONG))
        self.within(program.open("a", CREATE).write(200_000).open("b", CREATE).write(200_000))

    def test_names_that_wander_from_directory_to_directory(self):
        program = Program()
        for name in "defghijk":
            program.make_directory(name)
        self.fill(program, "d", 300)
        for old, new in zip("defghij", "efghijk"):
            names = [f"{directory}/{LONG}" for directory in (old, new)]
            program.text(names[0])
            body = program.inner()
            for name in names:
                body.number_name(name)
            program.repeat(300, body.rename(*names))
        self.assertEqual(ENOSPC, self.within(program).stdout[-1])

    def test_a_full_disk_takes_no_name(self):
        program = Program().open("a", CREATE).write(MIB).write(1).open("b", CREATE).make_directory("d")
        program.symlink("x", "s").link("a", "l").rename("a", "b").unlink("a").open("b", CREATE)
        ended = self.within(program)
        self.assertEqual([OK, OK] + [ENOSPC] * 6 + [OK, ENOSPC], list(ended.stdout))  # a is still open

    def test_what_was_there_before_earns_nothing(self):
        ways = {
            "removed": lambda program: program.unlink("old"),
            "cut": lambda program: program.open("old", slot=2).size(0, slot=2),
            "cut when opened": lambda program: program.open("old", TRUNCATE, slot=2),
            "replaced": lambda program: program.open("n", CREATE, slot=2).rename("n", "old"),
        }
        for name, way in ways.items():
            with self.subTest(name):
                (self.folder / "old").write_bytes(bytes(MIB))
                program = way(Program().open("a", CREATE).write(200_000)).open("b", CREATE).write(200_000, at=0)
                program.note_count(65536)
                ended = self.run_program(program)
                self.assertEqual(0, ended.stdout[-1], ended)
                own = sum((self.folder / name).stat().st_blocks * 512 for name in "ab")
                self.assertLessEqual(own, QUOTA)
                for left in os.listdir(self.folder):
                    os.unlink(self.folder / left)

    def test_names_of_before_are_no_room_for_new_ones(self):
        for i in range(10):
            (self.folder / f"o{i}").touch()
        program = Program()
        for i in range(10):
            program.open(f"f{i}", CREATE).unlink(f"o{i}")
        ended = self.run_program(program, files=5)
        self.assertEqual(5, len(os.listdir(self.folder)))
        self.assertEqual(5, ended.usage["files"])

    def test_a_link_that_leads_nowhere_makes_its_target(self):
        program = Program().make_directory("d").symlink("d/f", "s")
        program.note(
            f"(call $path_open (i32.const 3) (i32.const 1) {program.text('s')} (i32.const 1)"
            " (i64.const 66) (i64.const 66) (i32.const 0) (i32.const 64))"
        )
        ended = self.within(program.write(8192))
        self.assertEqual([OK] * 4, list(ended.stdout))
        self.assertTrue((self.folder / "d" / "f").exists())

    def test_many_files_are_counted_one_by_one(self):
        program = Program()
        self.numbered(program, 3000, "f00000", lambda body: body.open("f00000", CREATE).write(1).close())
        self.numbered(program, 3000, "f00000", lambda body: body.unlink("f00000"))
        program.open("a", CREATE).write(MIB).write(MIB)
        ended = self.run_program(program, disk=16 * MIB)
        self.assertEqual(([OK, OK, OK], 3000), (list(ended.stdout[-3:]), ended.usage["files"]))
        self.assertGreaterEqual(ended.usage["disk"], 3000 * 4096)

    def files_of_one_place(self) -> list[str]:
        """257 files, of which the first and the last have the same place in the ledger (ledger.c), and that alone."""
        def home(name: str) -> int:
            file = (self.folder / name).stat()
            return (((file.st_ino ^ file.st_dev << 32) * 0x9E3779B97F4A7C15 & 2**64 - 1) >> 20) % 1024

        homes: dict[int, list[str]] = {}
        for number in range(20_000):
            (self.folder / f"m{number}").touch()
            same = homes.setdefault(home(f"m{number}"), [])
            same.append(f"m{number}")
            if len(same) == 2 and number > 400:
                break
        place = home(same[0])
        others = [names[0] for at, names in homes.items() if (at - place) % 1024 > 1 and (place - at) % 1024 > 16]
        chosen = [same[0], *others[:255], same[1]]
        self.assertEqual(257, len(chosen))
        for name in {name for names in homes.values() for name in names} - set(chosen):
            (self.folder / name).unlink()
        return chosen

    def test_files_that_are_removed_while_they_are_open(self):
        """More of them than are looked at at once: closing the account of the first moves that of the last."""
        for number, name in enumerate(self.files_of_one_place()):
            (self.folder / name).rename(self.folder / f"f{number:05}")
        program = Program()
        self.numbered(program, 257, "f00000", lambda body: body.open("f00000").write(1).close())
        for _ in range(2):  # the last one's own is closed by then
            self.numbered(program, 257, "f00000", lambda body: body.open("f00000").unlink("f00000").close())
            self.numbered(program, 257, "f00000", lambda body: body.open("f00000", CREATE).write(1).close())
        program.open("a", CREATE).write(MIB).note_count(65536)
        ended = self.run_program(program, disk=4 * MIB)
        self.assertEqual([OK] * 5 + [16], list(ended.stdout[-6:]))

    def test_many_that_are_removed_and_open_at_once(self):
        program = Program()
        self.numbered(program, 600, "f00000", lambda body: body.open("f00000", CREATE).write(8192).unlink("f00000"))
        program.open("a", CREATE).write(MIB)  # they are open yet: there is no room
        closing = program.inner()
        closing.note("(call $fd_close (i32.add (i32.const 4) (local.get $i)))")
        program.repeat(600, closing)
        program.open("b", CREATE).write(3 * MIB).note_count(65536)
        ended = self.run_program(program, disk=4 * MIB + 300_000, open_files=1024)
        self.assertEqual([OK, OK, 48], list(ended.stdout[-3:]), list(ended.stdout))

    def test_removing_does_not_take_longer_where_more_can_be_open(self):
        program = Program()
        self.numbered(program, 1000, "f00000", lambda body: body.open("f00000", CREATE).close().unlink("f00000"))
        took = [
            min(self.run_program(program, open_files=most).usage["cpu"] for _ in range(3)) for most in (20, 65536)
        ]
        self.assertLess(took[1], 3 * took[0], took)
