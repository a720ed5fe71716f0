"""compile, and what serve loads: a .cwasm is native code, so it is checked; the library, too."""

import os
import shutil
import socket
import subprocess
import unittest
from pathlib import Path

from checks.guests import ECHO, LENGTH
from checks.harness import BINARY, FOLDER, LIBRARY, Worker, assemble, compiled, file_of

SOURCES = Path(__file__).resolve().parent.parent
LIBRARY_STATUS, ARTIFACT_STATUS, MODULE_STATUS, OUR_STATUS = 122, 123, 124, 125


def compile(source, target, library=LIBRARY) -> subprocess.CompletedProcess:
    return subprocess.run(
        [BINARY, "compile", "--library", library, source, target], capture_output=True, text=True, timeout=60
    )


class Artifacts(unittest.TestCase):
    def setUp(self):
        self.artifact = compiled(LENGTH, "artifact")
        self.stamp = FOLDER / "artifact.cwasm.sha256"

    def works(self) -> None:
        with Worker("--python", self.artifact) as worker:
            self.assertEqual(4, worker.run("python", json="1234").code)

    def refused(self, reason: str) -> None:
        with Worker("--python", self.artifact) as worker:
            self.assertEqual(ARTIFACT_STATUS, worker.process.wait(10))
            self.assertIn(reason, worker.logged())

    def test_a_want_of_descriptors_says_nothing_against_it(self):
        for most in range(4, 24):
            ours, theirs = socket.socketpair()
            with ours, theirs:
                worker = subprocess.run(
                    ["prlimit", f"--nofile={most}:{most}", BINARY, "serve", "--library", LIBRARY]
                    + ["--python", self.artifact],
                    stdin=theirs, capture_output=True, text=True, timeout=60,
                )
            self.assertNotIn(worker.returncode, (LIBRARY_STATUS, ARTIFACT_STATUS), worker.stderr)

    def test_only_we_may_read_it_and_its_digest_is_beside_it(self):
        for path in (self.artifact, self.stamp):
            self.assertEqual(0o600, path.stat().st_mode & 0o777)
        told = subprocess.run(["sha256sum", self.artifact], capture_output=True, text=True).stdout.split()[0]
        self.assertEqual(told, self.stamp.read_text().split()[0])
        self.assertEqual([], [name for name in os.listdir(FOLDER) if name.endswith(".new")])

    def test_a_changed_one_is_refused(self):
        raw = bytearray(self.artifact.read_bytes())
        before = self.artifact.stat()
        raw[len(raw) // 2] ^= 1
        self.artifact.write_bytes(raw)
        os.utime(self.artifact, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.refused("its digest is another")

    def test_a_truncated_or_empty_one_is_refused(self):
        raw = self.artifact.read_bytes()
        self.artifact.write_bytes(raw[:5000])
        self.refused("its digest is another")
        self.artifact.write_bytes(b"")
        self.refused("not a file of ours")

    def test_a_moved_one_is_hashed_again_and_works(self):
        copy = FOLDER / "copy.cwasm"
        shutil.copy(self.artifact, copy)
        os.chmod(copy, 0o600)
        shutil.copy(self.stamp, f"{copy}.sha256")
        before = self.stamp.read_text()
        self.artifact = copy
        self.works()
        self.assertNotEqual(before, (FOLDER / "copy.cwasm.sha256").read_text())
        self.works()

    def test_without_a_digest_or_with_a_false_one(self):
        self.stamp.write_text("0" * 64)
        self.refused("its digest is another")
        self.stamp.write_text("short")
        self.refused("no digest beside it")
        self.stamp.unlink()
        self.refused("no digest beside it")

    def test_one_that_others_may_write_to(self):
        os.chmod(self.artifact, 0o620)
        self.refused("only we may write to")
        os.chmod(self.artifact, 0o600)
        os.chmod(self.stamp, 0o602)
        self.refused("no digest beside it")

    def test_one_in_a_directory_that_others_may_write_to(self):
        folder = FOLDER / "shared"
        folder.mkdir(exist_ok=True)
        for path in (self.artifact, self.stamp):
            shutil.copy(path, folder / path.name)
        self.artifact = folder / self.artifact.name
        os.chmod(folder, 0o777)
        self.refused("not in a directory of ours")
        os.chmod(folder, 0o700)
        self.works()

    def test_a_link_is_not_followed(self):
        link = FOLDER / "link.cwasm"
        link.unlink(missing_ok=True)
        link.symlink_to(self.artifact)
        self.artifact = link
        self.refused("symbolic links")

    def test_one_of_another_version(self):
        raw = self.artifact.read_bytes().replace(b"\x0250\x18x86_64", b"\x0249\x18x86_64")
        self.artifact.write_bytes(raw)
        told = subprocess.run(["sha256sum", self.artifact], capture_output=True, text=True).stdout
        self.stamp.write_text(told)
        self.refused("version")

    def test_a_module_is_no_guest_of_the_engines(self):
        self.artifact = compiled('(module (func (export "_start")))', "plain")
        self.refused("incompatible object file")

    def test_one_that_is_not_there(self):
        self.artifact = FOLDER / "absent.cwasm"
        self.refused("No such file")

    def test_compiling_twice_at_once(self):
        source = file_of(ECHO, "twice.wasm")
        out = FOLDER / "twice.cwasm"
        command = [BINARY, "compile", "--library", LIBRARY, source, out]
        both = [subprocess.Popen(command) for _ in range(2)]
        self.assertEqual([0, 0], [process.wait(60) for process in both])
        with Worker("--python", out) as worker:
            self.assertEqual(7, worker.run("python").code)

    def test_compiling_what_is_none(self):
        for raw, reason in (
            (b"", "not a file with anything in it"),
            (b"hello", "neither a WebAssembly module nor a component"),
            (assemble(ECHO)[:-5], "unexpected end"),
        ):
            done = compile(file_of(raw, "bad.wasm"), FOLDER / "bad.cwasm")
            self.assertEqual(MODULE_STATUS, done.returncode, done)
            self.assertIn(reason, done.stderr)
            self.assertFalse((FOLDER / "bad.cwasm").exists())

    def test_compiling_to_where_nothing_can_be_written(self):
        done = compile(file_of(ECHO, "echo.wasm"), FOLDER / "absent" / "echo.cwasm")
        self.assertEqual((OUR_STATUS, True), (done.returncode, "No such file" in done.stderr))

    def test_a_library_that_is_none(self):
        false = file_of(b"\x7fELF", "false.so")
        for library in (false, FOLDER / "absent.so", "/lib/x86_64-linux-gnu/libc.so.6"):
            with Worker("--python", self.artifact, library=str(library)) as worker:
                self.assertEqual(LIBRARY_STATUS, worker.process.wait(10))
                self.assertIn("library", worker.logged())
            self.assertEqual(LIBRARY_STATUS, compile(file_of(ECHO, "e.wasm"), FOLDER / "e.cwasm", library).returncode)

    def test_a_library_that_others_may_write_to(self):
        false = file_of(b"\x7fELF", "open.so")
        os.chmod(false, 0o666)
        with Worker(library=str(false)) as worker:
            self.assertEqual(LIBRARY_STATUS, worker.process.wait(10))
            self.assertIn("others may write to it", worker.logged())

    def test_a_library_in_a_directory_that_others_may_write_to(self):
        folder = FOLDER / "open"
        folder.mkdir(exist_ok=True)
        copy = shutil.copy(LIBRARY, folder / "library.so")
        os.chmod(copy, 0o600)
        for mode, status in ((0o777, LIBRARY_STATUS), (0o700, 0)):
            os.chmod(folder, mode)
            done = compile(file_of(ECHO, "e.wasm"), FOLDER / "e.cwasm", str(copy))
            self.assertEqual(status, done.returncode, done.stderr)
            self.assertEqual(status != 0, "others may write to its directory" in done.stderr, done.stderr)
        shutil.rmtree(folder)

    def test_a_build_where_cdpath_leads_elsewhere(self):
        (FOLDER / "elsewhere" / "native" / "wasm-worker").mkdir(parents=True)
        done = subprocess.run(
            ["sh", "native/wasm-worker/build", FOLDER / "built"], cwd=SOURCES.parent.parent, capture_output=True,
            text=True, env=os.environ | {"CDPATH": str(FOLDER / "elsewhere")},
        )
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertTrue(os.access(FOLDER / "built" / "wasm-worker", os.X_OK))

    def test_time(self):
        for path in (self.artifact, compiled('(module (memory 1) (func (export "_start")))', "timed")):
            done = subprocess.run([BINARY, "time", "--library", LIBRARY, path, "200"], capture_output=True, text=True)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            self.assertLess(float(done.stdout), 2000)

    def test_usage(self):
        for arguments in ([], ["serve"], ["serve", "--library"], ["serve", "--library", LIBRARY, "--perl", "x"]):
            done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
            self.assertEqual((OUR_STATUS, True), (done.returncode, "usage" in done.stderr))
