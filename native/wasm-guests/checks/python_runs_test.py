"""What a Python program finds: arguments, streams, modules, clocks, files."""

import tempfile

from checks.cases import GuestCase
from checks.guest import ENVIRONMENT


class PythonRuns(GuestCase):
    guest, name = "python", "main.py"

    def test_arguments_and_names(self):
        result = self.run_program("import sys\nprint(sys.argv, __name__, __file__, sys.path[0])", "a", "b c", "é")
        self.assertEqual(result.stdout, "['/workspace/main.py', 'a', 'b c', 'é'] __main__ /workspace/main.py /workspace\n")

    def test_environment_is_exactly_the_one_asked(self):
        self.prints("import os\nprint(sorted(os.environ.items()))", f"{sorted((ENVIRONMENT | {'X': '1'}).items())}\n", env={"X": "1"})

    def test_command(self):
        result = self.run_program("import sys\nprint(sys.argv, __name__)\n1/0", command="-c", filename="<string>", argv=["-c", "x"], path=[""])
        self.assertEqual(result.stdout, "['-c', 'x'] __main__\n")
        self.assertIn('File "<string>", line 3, in <module>\n    1/0\n', result.stderr)

    def test_module(self):
        result = self.run_program(None, command="-m", module="pack.tool", argv=["-m", "x"], path=["/workspace"],
                                  files={"pack/__init__.py": "", "pack/tool.py": "import sys\nprint(__name__, __package__, sys.argv)"})
        self.assertEqual((result.stdout, result.code), ("__main__ pack ['/workspace/pack/tool.py', 'x']\n", 0), result)
        self.assertEqual(self.run_program(None, command="-m", module="json.tool", argv=["-m"], stdin=b'{"a":1}').stdout, '{\n    "a": 1\n}\n')
        self.assertIn("No module named nope", self.run_program(None, command="-m", module="nope", argv=["-m"]).stderr)

    def test_program_on_stdin_and_in_a_file(self):
        self.assertEqual(self.run_program(None, command="-", filename="<stdin>", argv=["-"], stdin=b"print('from stdin')").stdout, "from stdin\n")
        self.assertEqual(self.run_program(None, files={"main.py": "print('from its file')"}).stdout, "from its file\n")

    def test_source_with_an_encoding(self):
        self.prints("# -*- coding: utf-8 -*-\nprint('é')", "é\n")
        self.prints("\ufeffprint('mark')", "mark\n")

    def test_stdin(self):
        self.prints("import sys\nprint(input('? '), sys.stdin.read().split(), sys.stdin.isatty())", "? one ['zwei', 'drei'] False\n", stdin="one\nzwei\ndrei".encode())

    def test_bytes_that_are_no_text(self):
        self.prints("import sys\nx = sys.stdin.read()\nprint(ascii(x))\nsys.stdout.write(x + '\\n')", "'\\udcff\\udcfe'\n\\xff\\xfe\n", stdin=b"\xff\xfe")

    def test_large_output_is_whole(self):
        result = self.run_program("print('x' * 1_000_000)\nfor i in range(5000): print(i)")
        self.assertEqual(len(result.stdout), 1_000_001 + sum(len(f"{i}\n") for i in range(5000)))

    def test_siblings_come_before_the_library(self):
        self.prints("import statistics, helper\nprint(statistics.MINE, helper.MINE)", "1 2\n", files={"statistics.py": "MINE = 1", "helper.py": "MINE = 2"})

    def test_nothing_is_left_from_run_to_run(self):
        self.prints("import json, os, random\njson.mark = 1\nos.environ['MARK'] = '1'\nrandom.seed(1)\nprint('set')", "set\n")
        self.prints("import json, os\nprint(hasattr(json, 'mark'), 'MARK' in os.environ)", "False False\n")

    def test_randomness_and_clocks_differ(self):
        source = "import random, os, uuid, time\nprint(random.random(), os.urandom(8).hex(), uuid.uuid4(), time.time_ns())"
        first, second = (self.run_program(source).stdout.split() for _ in range(2))
        self.assertTrue(all(a != b for a, b in zip(first, second)), (first, second))

    def test_whole_library_imports(self):
        result = self.run_program("""
import importlib, pkgutil, sys
from _cofferdam import library, missing
failed = []
for name in sorted(library._modules):
    top = name.partition('.')[0]
    if name.endswith('__main__') or top in ('antigravity', 'this', '_cofferdam', 'lib2to3', '__phello__', '__hello__') or 'windows' in name or 'win32' in name:
        continue
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as e:
        if e.name not in missing.PARTS and e.name not in ('_winapi', 'winreg', 'msvcrt', 'nt', '_scproxy', '_overlapped', '_wmi', 'winsound', '_android_support'):
            failed.append(name)
    except Exception as e:
        failed.append(name)
print(len(library._modules) > 500, *failed)
""")
        # Of Windows, of a debugger from outside, of processes, and a script that is no module.
        self.assertEqual(result.stdout.split(), ["True", "asyncio.tools", "config-3.14-wasm32-wasi.python-config", "encodings.mbcs", "encodings.oem",
                                                 "multiprocessing.popen_fork", "multiprocessing.popen_forkserver", "multiprocessing.popen_spawn_posix"], result)

    def test_time_zones_and_locale(self):
        self.prints("from zoneinfo import ZoneInfo, available_timezones\nfrom datetime import datetime\nimport locale\n"
                    "print(datetime(2026, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')), len(available_timezones()) > 400, locale.getencoding())",
                    "2026-07-01 00:00:00+02:00 True UTF-8\n")

    def test_asyncio(self):
        self.prints("import asyncio\nasync def f(n):\n    await asyncio.sleep(n / 1000)\n    return n\nasync def main():\n"
                    "    print(await asyncio.gather(f(20), f(10)))\n    try:\n        await asyncio.wait_for(f(5000), 0.01)\n    except TimeoutError:\n        print('timeout')\nasyncio.run(main())",
                    "[20, 10]\ntimeout\n")

    def test_files_and_their_errors(self):
        with tempfile.TemporaryDirectory() as folder:
            result = self.run_program("""
import errno
for path, mode in (('/workspace/x', 'w'), ('/data/x', 'w'), ('/data/none', 'r'), ('/workspace', 'r'), ('../../etc/passwd', 'r')):
    try:
        open(path, mode).close()
        print(path, 'fine')
    except OSError as e:
        print(path, errno.errorcode[e.errno])
""", mounts={"/data": (folder, False)})
        self.assertEqual(result.stdout.splitlines()[0], "/workspace/x fine")
        self.assertIn(result.stdout.splitlines()[1], ("/data/x EROFS", "/data/x EPERM"))
        self.assertEqual(result.stdout.splitlines()[2:4], ["/data/none ENOENT", "/workspace EISDIR"])
        self.assertNotIn("fine", result.stdout.splitlines()[4])

    def test_uncaught_error_of_a_file_names_it(self):
        told = self.uncaught(self.ends("open('missing.txt')", 1))
        self.assertEqual((told["type"], told["errname"], told["path"]), ("FileNotFoundError", "ENOENT", "missing.txt"))

    def test_names_that_are_no_utf8_do_not_crash(self):
        with tempfile.TemporaryDirectory() as folder:
            open(folder.encode() + b"/\xff\xfe", "w").close()
            open(folder + "/good", "w").close()
            result = self.run_program("import os\ntry:\n    print('good' in os.listdir('/data'))\nexcept OSError as e:\n    print('OSError')", mounts={"/data": (folder, False)})
        self.assertIn(result.stdout, ("True\n", "OSError\n"), result)

    def test_worker_serves_on_after_a_killed_instance(self):
        result = self.run_program("print('begun', flush=True)\nwhile True: pass", cpu=500)
        self.assertEqual((result.how, result.code, result.stdout), (2, 24, "begun\n"), result)
        self.prints("print(1)", "1\n")
