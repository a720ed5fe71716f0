"""warm: what a guest writes to at every run is copied at once, and nothing else changes."""

import os
import struct
import subprocess
import unittest

from checks.guests import SPIN, WRITING, guest
from checks.harness import BINARY, EXIT, LIBRARY, Worker, compiled

OUR_STATUS, ARTIFACT_STATUS = 125, 123


def warm(artifact, request: str = "{}") -> subprocess.CompletedProcess:
    return subprocess.run(
        [BINARY, "warm", "--library", LIBRARY, artifact, request], capture_output=True, text=True, timeout=20
    )


class Warmth(unittest.TestCase):
    def setUp(self):
        self.artifact = compiled(WRITING, "writing")
        self.file = self.artifact.parent / "writing.cwasm.warm"
        self.file.unlink(missing_ok=True)

    def works(self) -> None:
        with Worker("--python", self.artifact) as worker:
            for _ in range(3):
                ended = worker.run("python")
                self.assertEqual((EXIT, 1, 65536), (ended.how, ended.code, ended.usage["memory"]))

    def test_the_pages_that_are_written_to(self):
        done = warm(self.artifact)
        self.assertEqual((0, "", ""), (done.returncode, done.stdout, done.stderr))
        self.assertEqual(0o600, self.file.stat().st_mode & 0o777)
        raw = self.file.read_bytes()
        found = [struct.unpack_from("<II", raw, at) for at in range(0, len(raw), 8)]
        pages = {page for first, count in found for page in range(first, first + count)}
        self.assertTrue({2, 5, 8, 11, 14} <= pages, pages)
        self.works()

    def test_a_file_that_makes_no_sense(self):
        outside = struct.pack("<IIII", 15, 100, 0xFFFFFFFF, 0xFFFFFFFF)
        for raw in (b"", b"x", os.urandom(4096), outside, outside[8:]):
            self.file.write_bytes(raw)
            os.chmod(self.file, 0o600)
            self.works()

    def test_a_file_of_others(self):
        warm(self.artifact)
        os.chmod(self.file, 0o666)
        self.works()

    def test_a_guest_that_does_not_run(self):
        artifact = compiled(guest("(unreachable)"), "failing")
        done = warm(artifact)
        self.assertEqual(OUR_STATUS, done.returncode)
        self.assertIn("unreachable", done.stderr)
        self.assertFalse((artifact.parent / "failing.cwasm.warm").exists())

    def test_an_artifact_that_was_changed(self):
        self.artifact.write_bytes(self.artifact.read_bytes()[:-1])
        self.assertEqual(ARTIFACT_STATUS, warm(self.artifact).returncode)

    def test_a_guest_that_does_not_end_is_the_callers(self):
        with self.assertRaises(subprocess.TimeoutExpired):
            subprocess.run([BINARY, "warm", "--library", LIBRARY, compiled(SPIN, "spin"), "{}"], timeout=0.5)
