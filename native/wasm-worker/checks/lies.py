"""What a child tells its parent is hostile: one that was taken over can say anything, and no other run notices."""

import os
import subprocess
import unittest

from checks import harness
from checks.confinement import SOURCES
from checks.harness import ENDED, EXIT, FOLDER, HOST, SIGNAL, STARTED, Run, Worker, ended


class Lies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.liar = FOLDER / "liar"
        sources = [path for path in SOURCES.glob("*.c") if path.name not in ("main.c", "run.c")]
        subprocess.run(
            [os.environ.get("CC", "cc"), "-std=c17", "-D_GNU_SOURCE", "-w", "-fsanitize=undefined",
             "-fno-sanitize-recover", SOURCES / "checks" / "liar.c", *sources, "-ldl", "-o", cls.liar], check=True,
        )

    def setUp(self):
        honest, harness.BINARY = harness.BINARY, str(self.liar)
        self.worker = Worker()
        harness.BINARY = honest
        self.addCleanup(self.worker.__exit__)

    def told(self, lie: str):
        run = Run(self.worker, "python", json=lie)
        started = 0
        while (reply := self.worker.reply())[0] != ENDED:
            started += reply[0] == STARTED
        self.assertLessEqual(started, 1)
        for descriptor in (run.stdin, run.stdout, run.stderr):
            os.close(descriptor)
        return ended(reply[2])

    def test_each_lie_has_an_end(self):
        # Before it is confined it runs nothing but our code.
        for lie in ("silent", "cut"):
            result = self.told(lie)
            self.assertEqual((HOST, "the run ended without a word"), (result.how, result.text), lie)
        self.assertEqual(3, self.told("silent").code)

    def test_who_speaks_another_language_is_killed(self):
        for lie in ("noise", "huge and stays", "short", "flood", "started", "full and twice"):
            result = self.told(lie)
            self.assertEqual((SIGNAL, 9), (result.how, result.code), lie)

    def test_who_reports_too_much_is_killed_and_its_reports_are_cut(self):
        result = self.told("reports")
        self.assertEqual((SIGNAL, 9, 64), (result.how, result.code, len(result.reports)))

    def test_a_signal_is_not_what_a_child_says_it_is(self):
        self.assertEqual(HOST, self.told("signal").how)

    def test_the_longest_ending_is_taken_and_its_code_is_a_byte(self):
        result = self.told("full")
        self.assertEqual((EXIT, 255, 3072), (result.how, result.code, len(result.text)))

    def test_a_child_that_closes_its_pipe_and_lives_on(self):
        run = Run(self.worker, "python", json="quiet")
        self.assertEqual((HOST, 3), ((other := self.told_with(2, "silent")).how, other.code))
        run.kill()
        type, id, payload = self.worker.reply()
        self.assertEqual((ENDED, 1, SIGNAL), (type, id, ended(payload).how))

    def told_with(self, id: int, lie: str):
        Run(self.worker, "python", json=lie, id=id)
        type, found, payload = self.worker.reply()
        self.assertEqual((ENDED, id), (type, found))
        return ended(payload)

    def test_numbers_are_only_numbers(self):
        result = self.told("silent")
        self.assertEqual(2**64 - 1, result.refused)
        self.assertEqual(3, len(result.own))
