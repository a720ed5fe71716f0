"""How Python programs end: codes, tracebacks, handlers."""

from checks.cases import GuestCase


class PythonEnds(GuestCase):
    guest, name = "python", "main.py"

    def test_exit_codes(self):
        for form, code in (("sys.exit()", 0), ("sys.exit(7)", 7), ("sys.exit(256 + 3)", 3), ("sys.exit(-1)", 255), ("sys.exit(True)", 1),
                           ("raise SystemExit(9)", 9), ("exit(4)", 4), ("os._exit(200)", 200), ("os._exit(0)", 0)):
            with self.subTest(form):
                self.ends(f"import os, sys\n{form}\nprint('never')", code)

    def test_exit_with_a_text(self):
        result = self.ends("import sys\nsys.exit('wrong: é')", 1)
        self.assertEqual(result.stderr, "wrong: é\n")

    def test_exit_at_once_runs_nothing(self):
        result = self.ends("import atexit, os\natexit.register(print, 'no')\ntry:\n    print('a')\n    os._exit(5)\nfinally:\n    print('no')", 5)
        self.assertEqual(result.stdout, "a\n")

    def test_handlers_and_destructors(self):
        self.prints("import atexit\natexit.register(print, 'first')\natexit.register(print, 'second')\nclass T:\n    def __del__(self): print('gone')\n"
                    "t = T()\nprint('last line')", "last line\nsecond\nfirst\ngone\n")

    def test_exit_from_a_handler(self):
        self.ends("import atexit, sys\natexit.register(lambda: print('handler'))\nsys.exit(3)", 3)

    def test_traceback_is_cpythons(self):
        result = self.ends("def f(x):\n    return 1 / x\n\nf(0)\n", 1)
        self.assertEqual(result.stderr, 'Traceback (most recent call last):\n  File "/workspace/main.py", line 4, in <module>\n    f(0)\n    ~^^^\n'
                                        '  File "/workspace/main.py", line 2, in f\n    return 1 / x\n           ~~^~~\nZeroDivisionError: division by zero\n')
        self.assertEqual(self.uncaught(result)["type"], "ZeroDivisionError")

    def test_traceback_of_library_code_has_lines(self):
        result = self.ends("import json\njson.loads('{')", 1)
        self.assertIn('in loads\n    return _default_decoder.decode(s)\n', result.stderr)
        self.assertNotIn("_cofferdam", result.stderr)

    def test_syntax_error(self):
        result = self.ends("x = 1\ny = = 2\n", 1)
        self.assertEqual(result.stderr, '  File "/workspace/main.py", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n')

    def test_chained_exceptions(self):
        result = self.ends("try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('v') from e", 1)
        self.assertIn("direct cause of the following exception", result.stderr)

    def test_excepthook_of_the_program(self):
        result = self.ends("import sys\nsys.excepthook = lambda t, v, tb: print('hook', v)\n1/0", 1)
        self.assertEqual((result.stdout, result.stderr), ("hook division by zero\n", ""))

    def test_broken_excepthook(self):
        result = self.ends("import sys\nsys.excepthook = lambda *a: 1/0\nint('x')", 1)
        self.assertIn("Error in sys.excepthook:", result.stderr)
        self.assertIn("ValueError: invalid literal", result.stderr)

    def test_reports_of_other_than_ascii(self):
        for text in ("数", "é", "\U0001f600", "\\x00", "x"):
            with self.subTest(text):
                told = self.uncaught(self.ends(f"raise ValueError('{text}' * 600)", 1))
                self.assertEqual((told["type"], told["message"][-1]), ("ValueError", "…"))
                self.assertGreater(len(told["message"]), 40)
        told = self.uncaught(self.ends("open('/nope/' + '数' * 200)", 1))
        self.assertEqual((told["type"], told["errname"], told["path"][:9]), ("FileNotFoundError", "ENOENT", "/nope/数数数"))

    def test_memory_error(self):
        result = self.ends("x = []\nwhile True:\n    x.append(bytearray(1 << 20))", 1, memory=128 << 20)
        self.assertIn("MemoryError", result.stderr)
        self.assertEqual(self.uncaught(result)["type"], "MemoryError")

    def test_memory_error_caught(self):
        self.prints("try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    print('caught')", "caught\n")

    def test_recursion(self):
        result = self.ends("def f(): f()\nf()", 1)
        self.assertIn("RecursionError: maximum recursion depth exceeded", result.stderr)
        self.prints("import sys\nsys.setrecursionlimit(10**6)\nprint(sys.getrecursionlimit())\ndef f(n): return n and 1 + f(n - 1)\nprint(f(90000))", "1000000\n90000\n")

    def test_recursion_in_c_does_not_trap(self):
        for source in ("import json\njson.loads('[' * 100000)", "class D:\n    def __repr__(self): return repr(self)\nrepr(D())",
                       "class C:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nC().a", "import sys\nsys.setrecursionlimit(10**7)\ndef f(): f()\nf()"):
            with self.subTest(source):
                self.assertIn("RecursionError", self.ends(source, 1).stderr)

    def test_str_of_the_error_that_fails(self):
        self.ends("class E(Exception):\n    def __str__(self): raise SystemError('no')\nraise E()", 1)

    def test_closed_and_replaced_streams(self):
        self.ends("import sys\nsys.stdout.close()", 0)
        self.prints("import sys, io\nprint('out')\nsys.stdout = io.StringIO()\nprint('lost')", "out\n")
