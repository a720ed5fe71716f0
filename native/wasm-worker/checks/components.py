"""The engine's own guests: exec, its code, and the reports of host.tell."""

import unittest

from checks.guests import ECHO, LENGTH, guest, leaving
from checks.harness import EXIT, REFUSED, TRAP, Worker, compiled, limits


class Components(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.echo, cls.length = compiled(ECHO, "echo"), compiled(LENGTH, "length")

    def test_exec_gets_the_request_and_tell_brings_it_back(self):
        with Worker("--python", self.echo) as worker:
            ended = worker.run("python", json='{"ä": 1}')
        self.assertEqual((EXIT, 7, ["{\"ä\": 1}"], []), (ended.how, ended.code, ended.reports, ended.own))

    def test_both_guests_of_one_worker(self):
        with Worker("--python", self.echo, "--js", self.length) as worker:
            for _ in range(3):
                self.assertEqual(7, worker.run("python", json="{}").code)
                self.assertEqual(5, worker.run("js", json="12345").code)

    def test_a_guest_that_was_not_given(self):
        with Worker("--js", self.length) as worker:
            ended = worker.run("python")
        self.assertEqual((REFUSED, "the worker was started without this guest"), (ended.how, ended.text))

    def test_exit_codes_and_their_flags(self):
        with Worker("--python", self.length) as worker:
            for length, code, reports in (
                (255, 255, []),
                (256, 0, ['{"kind":"exhausted","what":"memory"}']),
                (512 + 3, 3, ['{"kind":"exhausted","what":"recursion"}']),
            ):
                ended = worker.run("python", json=" " * length)
                self.assertEqual((EXIT, code, reports), (ended.how, ended.code, ended.reports))

    def test_an_exit_has_the_code_that_was_announced_last(self):
        twice = "(call $tell (local.get 0) (i32.const 24)) (call $tell (local.get 0) (local.get 1))"
        with Worker("--python", compiled(leaving(twice), "leaving"), "--js", self.echo) as worker:
            for report, code, reports in (
                ('{"kind":"exit","code":9}', 9, []),
                ('{"kind": "exit", "code": 255}', 255, ['{"kind": "exit", "code":']),
                ('{"kind":"exit","code":300}', 44, ['{"kind":"exit","code":30']),
                ('{"kind":"else","code":9}', 1, ['{"kind":"else","code":9}'] * 2),
                ('{"kind":"exit","code":9}x', 9, ['{"kind":"exit","code":9}x']),
            ):
                ended = worker.run("python", json=report)
                self.assertEqual((EXIT, code, reports), (ended.how, ended.code, ended.reports), report)
            ended = worker.run("js", json='{"kind":"exit","code":9}')
            self.assertEqual((EXIT, 7, []), (ended.how, ended.code, ended.reports))

    def test_a_request_of_16_mib_less_a_little(self):
        with Worker("--python", compiled(guest("(i32.eq (local.get 1) (i32.const 16000000))"), "large")) as worker:
            # Its own realloc does not grow the memory: the library says that the place it gives lies outside.
            ended = worker.run("python", json=" " * 16_000_000)
        self.assertEqual(TRAP, ended.how)
        self.assertIn("realloc return", ended.text)

    def test_a_flood_of_reports_is_cut(self):
        body = """(loop $again (call $tell (local.get 0) (local.get 1))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $again (i32.lt_u (local.get $i) (i32.const 100000)))) (i32.const 0)"""
        with Worker("--python", compiled(guest(body), "flood")) as worker:
            self.assertEqual(64, len(worker.run("python", json="x" * 2048).reports))
            ended = worker.run("python", json="x" * 2049)
            self.assertEqual((EXIT, []), (ended.how, ended.reports))

    def test_a_report_that_lies_outside_the_memory(self):
        artifact = compiled(guest("(call $tell (i32.const -8) (i32.const 100)) (i32.const 0)"), "wild")
        with Worker("--python", artifact) as worker:
            self.assertEqual((TRAP, []), ((ended := worker.run("python")).how, ended.reports))

    def test_recursion_in_a_component_is_a_trap(self):
        with Worker("--python", compiled(guest("(call $deeper (i32.const 0))"), "deep")) as worker:
            ended = worker.run("python")
        self.assertEqual(TRAP, ended.how)
        self.assertIn("call stack exhausted", ended.text)

    def test_an_instance_sees_nothing_of_the_one_before(self):
        body = """(i32.load (i32.const 60000)) (i32.store (i32.const 60000) (i32.const 99))"""
        with Worker("--python", compiled(guest(body), "canary")) as worker:
            self.assertEqual([0] * 5, [worker.run("python").code for _ in range(5)])

    def test_a_limit_below_what_it_has_when_it_is_called(self):
        with Worker("--python", self.echo) as worker:
            ended = worker.run("python", asked=limits(memory=65535))
            self.assertEqual((REFUSED, 1, 0), (ended.how, ended.refused, ended.usage["memory"]))
            self.assertEqual("the memory limit of 65535 bytes is below the 65536 that it needs to start", ended.text)
            self.assertEqual((EXIT, 7), ((ended := worker.run("python", asked=limits(memory=65536))).how, ended.code))
            self.assertEqual(65536, ended.usage["memory"])

    def test_memory_counts_from_what_it_has_when_it_is_called(self):
        body = """(local.set $i (i32.eq (memory.grow (i32.const 9)) (i32.const -1)))
          (i32.add (i32.mul (i32.const 2) (i32.eq (memory.grow (i32.const 1)) (i32.const -1))) (local.get $i))"""
        with Worker("--python", compiled(guest(body), "growing"), "--js", self.echo) as worker:
            for _ in range(3):
                ended = worker.run("python", asked=limits(memory=10 << 16))
                self.assertEqual((2, 10 << 16, 1), (ended.code, ended.usage["memory"], ended.refused))

    def test_an_import_that_is_not_given(self):
        text = """(component (import "secret:service/api" (instance $a (export "f" (func))))
          (core module $m (func (export "exec"))) (core instance $i (instantiate $m))
          (func (export "exec") (canon lift (core func $i "exec"))))"""
        with Worker("--python", compiled(text, "asking")) as worker:
            ended = worker.run("python")
        self.assertEqual(REFUSED, ended.how)
        self.assertIn("secret:service/api", ended.text)
