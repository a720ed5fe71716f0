"""What is made where not everything can be had."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from checks.guest import HERE, build

CACHE = Path(os.environ["GUESTS_CACHE"])


class Build(unittest.TestCase):
    def test_without_componentize_py_python_is_the_plain_one(self):
        worker, paths = build(CACHE, "library")
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy2(paths["library"], folder)
            python = Path(folder, "bin", "python3")
            python.parent.mkdir()
            python.write_text(
                '#!/bin/sh\ncase "$*" in *lock/python.txt*) echo "no wheel of it" >&2; exit 1;; esac\n'
                f'exec {shutil.which("python3")} "$@"\n'
            )
            python.chmod(0o700)
            done = subprocess.run(
                [HERE / "build", folder, worker, "library", "python"], capture_output=True, text=True,
                env=os.environ | {"PATH": f"{python.parent}:{os.environ['PATH']}"},
            )
            self.assertEqual(0, done.returncode, done.stderr)
            made = dict(line.split(" ", 1) for line in done.stdout.splitlines())
            self.assertEqual({"library", "plain", "plain-start"}, set(made))
            self.assertEqual(1, done.stderr.count("CPython 3.12 instead"), done.stderr)
            self.assertIn("no wheel of it", done.stderr)
            again = subprocess.run([HERE / "build", folder, worker, "library", "plain"], capture_output=True, text=True)
            self.assertEqual((0, ""), (again.returncode, again.stderr))
            self.assertEqual(done.stdout, again.stdout)
