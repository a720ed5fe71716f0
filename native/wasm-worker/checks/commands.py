"""The engine's own guests that are modules of preview 1: words and variables in, reports by sock_send."""

import unittest

from checks.guests import ECHO
from checks.harness import EXIT, FOLDER, REFUSED, TRAP, Worker, compiled

REPORT = '{"kind":"x"}'


def telling(vectors: int = 16, count: int = 1, address: int = 64, length: int = len(REPORT), sent: int = 8) -> str:
    """Sends once; exits with what was sent, the number of arguments and ten times the errno."""
    data = "".join(f"\\{byte:02x}" for number in (address, length) for byte in number.to_bytes(4, "little"))
    text = REPORT.replace('"', '\\"')
    return f"""(module
      (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "args_sizes_get" (func $arguments (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (data (i32.const 16) "{data}") (data (i32.const 64) "{text}")
      (func (export "_start") (local $errno i32)
        (local.set $errno (call $send (i32.const 9) (i32.const {vectors}) (i32.const {count}) (i32.const 0)
                                      (i32.const {sent})))
        (drop (call $arguments (i32.const 0) (i32.const 4)))
        (call $exit (i32.add (i32.mul (local.get $errno) (i32.const 2))
                             (i32.add (i32.load (i32.const 8)) (i32.load (i32.const 0)))))))"""


SCIENCE = """(module
  (import "host" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (result i32)
    (i32.add (i32.const 301) (call $call (i32.const 0) (i32.const 9) (i32.const -4) (i32.const -4)))))"""
NOT_A_SOCKET = 57


class Commands(unittest.TestCase):
    def test_words_in_and_a_report_and_a_code_out(self):
        with Worker("--plain", compiled(telling(), "telling")) as worker:
            for _ in range(3):
                ended = worker.run("plain", arguments=["python3", "x"])
                self.assertEqual((EXIT, len(REPORT) + 2, [REPORT]), (ended.how, ended.code, ended.reports))

    def test_reports_from_nowhere_are_none(self):
        for name, options in {
            "far": {"address": 0xFFFFFFFF},
            "long": {"address": 65535},
            "vectors": {"vectors": -4},
            "two": {"count": 2},
            "result": {"sent": -4},
        }.items():
            with self.subTest(name), Worker("--plain", compiled(telling(**options), name)) as worker:
                ended = worker.run("plain")
                self.assertEqual((EXIT, []), (ended.how, ended.reports))
                told = len(REPORT) if name in ("far", "long") else 2 * NOT_A_SOCKET
                self.assertEqual(told, ended.code)

    def test_one_that_gives_its_code_and_has_no_host(self):
        with Worker("--science", compiled(SCIENCE, "science")) as worker:
            ended = worker.run("science")
        self.assertEqual((EXIT, 300 & 255, []), (ended.how, ended.code, ended.reports))

    def test_each_of_one_worker_has_its_own_file(self):
        paths = compiled(telling(), "telling"), compiled(SCIENCE, "science"), compiled(ECHO, "echo")
        with Worker("--python", paths[2], "--plain", paths[0], "--science", paths[1]) as worker:
            for _ in range(2):
                self.assertEqual([REPORT], worker.run("plain").reports)
                self.assertEqual(300 & 255, worker.run("science").code)
                self.assertEqual(7, worker.run("python").code)

    def test_a_module_of_the_users_has_no_such_way(self):
        path = FOLDER / "users.wasm"
        compiled(telling(), "users")
        with Worker() as worker:
            ended = worker.run("module", module=path)
        self.assertEqual((EXIT, []), (ended.how, ended.reports))
        self.assertNotEqual(len(REPORT), ended.code)

    def test_one_that_was_not_given(self):
        with Worker("--plain", compiled(telling(), "telling")) as worker:
            ended = worker.run("science")
        self.assertEqual((REFUSED, "the worker was started without this guest"), (ended.how, ended.text))

    def test_a_trap_is_one(self):
        with Worker("--plain", compiled('(module (func (export "_start") unreachable))', "trapping")) as worker:
            self.assertEqual(TRAP, worker.run("plain").how)
