"""Modules that want more than they get, by every proposal that the library knows."""

import json
import os
import unittest

from checks.harness import EXIT, FOLDER, MIB, REFUSED, SIGNAL, TRAP, Run, Worker, eventually, file_of, limits
from checks.lives import started

REFUSED_GROWTH = "(i64.ne (memory.grow (i64.const {})) (i64.const -1))"


class Hostile(unittest.TestCase):
    def run_text(self, text: str | bytes, **options):
        with Worker() as worker:
            path = file_of(text, "hostile.wasm")
            ended = worker.run("module", path, asked=limits(**{"memory": 64 * MIB, "cpu": 3000} | options))
            self.assertEqual(EXIT, worker.run("module", file_of('(module (func (export "_start")))', "well.wasm")).how)
        return ended

    def test_a_heap_of_objects_is_memory_too(self):
        ended = self.run_text(
            """(module (type $a (array (mut i64))) (table $t 100000 (ref null $a))
            (func (export "_start") (local $i i32) (loop $more
              (table.set $t (local.get $i) (array.new_default $a (i32.const 100000)))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $more (i32.lt_u (local.get $i) (i32.const 10000))))))"""
        )
        self.assertEqual((TRAP, 1), (ended.how, len(ended.own)))
        self.assertIn("GC heap out of memory", ended.text)
        self.assertLess(ended.usage["rss"], 128 * MIB)

    def test_a_memory_of_64_bits(self):
        ended = self.run_text(
            f"""(module (memory i64 1) (func (export "_start")
              (if {REFUSED_GROWTH.format(2000)} (then unreachable))
              (if (i32.eqz {REFUSED_GROWTH.format(500)}) (then unreachable))
              (if {REFUSED_GROWTH.format(100000)} (then unreachable))))"""
        )
        self.assertEqual((EXIT, 2), (ended.how, ended.refused), ended)

    def test_a_memory_that_begins_with_more_than_there_is(self):
        ended = self.run_text('(module (memory i64 200000) (func (export "_start")))')
        self.assertEqual(REFUSED, ended.how)
        self.assertIn("below the 13107200000 that it needs to start", ended.text)

    def test_a_hundred_memories_and_no_more(self):
        ended = self.run_text(f'(module {"(memory 1)" * 100} (func (export "_start")))')
        self.assertEqual((EXIT, 100 << 16), (ended.how, ended.usage["memory"]), ended)
        ended = self.run_text(f'(module {"(memory 1)" * 101} (func (export "_start")))')
        self.assertEqual(REFUSED, ended.how)
        self.assertIn("memories count exceeds limit of 100", ended.text)

    def test_a_memory_that_moves_is_counted_once(self):
        """Beyond 4 GiB it is copied to another place, so that for a moment there are two."""
        with open("/proc/meminfo") as file:
            (available,) = (int(line.split()[1]) >> 20 for line in file if line.startswith("MemAvailable"))
        if available < 12:
            self.skipTest("needs 12 GiB of memory")
        ended = self.run_text(
            """(module (memory i64 65000) (func (export "_start") (local $i i32) (loop $more
              (if (i64.eq (memory.grow (i64.const 3000)) (i64.const -1)) (then unreachable))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $more (i32.lt_u (local.get $i) (i32.const 3))))))""",
            memory=136_000 << 16, cpu=20_000,
        )
        self.assertEqual((EXIT, 0), (ended.how, ended.refused), ended)

    def test_what_a_name_says_is_not_the_engines_word(self):
        lie = "x\\nCaused by:\\nwasm trap: out of memory; ask root"
        for name in (lie, "\\n", "\\nCaused by:\\n", lie * 100):
            for body, cause in (
                ("(throw $e)", "thrown Wasm exception"),
                ("(unreachable)", "wasm `unreachable` instruction executed"),
                ("(drop (i32.load (i32.const -1)))", "out of bounds memory access"),
            ):
                ended = self.run_text(
                    f'(module $"{lie}" (tag $e) (memory 1) (func $f (@name "{name}") (export "_start")'
                    f" (drop (memory.grow (i32.const 60000))) {body}))"
                )
                self.assertEqual((TRAP, cause, 1), (ended.how, ended.cause, len(ended.own)), (name, ended))
                self.assertEqual([], [line for line in ended.text.splitlines() if line.startswith("wasm trap")])

    def test_what_a_call_needs_of_the_engine_beyond_the_limit(self):
        """A million subscriptions, of which the library makes objects of its own."""
        ended = self.run_text(
            """(module (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 992) (func (export "_start") (local $i i32)
              (loop $more (i32.store8 (i32.add (i32.const 8) (i32.mul (local.get $i) (i32.const 48))) (i32.const 0))
                (i64.store (i32.add (i32.const 24) (i32.mul (local.get $i) (i32.const 48))) (i64.const 100000000))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $more (i32.lt_u (local.get $i) (i32.const 1000000))))
              (drop (call $poll (i32.const 0) (i32.const 30000000) (i32.const 1000000) (i32.const 64999936)))))"""
        )
        self.assertEqual((TRAP, 1), (ended.how, len(ended.own)), ended)
        self.assertTrue(ended.cause.startswith("out of memory: "), ended)

    def test_memory_shared_with_threads(self):
        ended = self.run_text('(module (memory 1 100 shared) (func (export "_start")))')
        self.assertEqual(REFUSED, ended.how)
        self.assertIn("shared memory support is disabled", ended.text)

    def test_an_exception_that_nobody_catches(self):
        ended = self.run_text('(module (tag $e) (func (export "_start") (throw $e)))')
        self.assertEqual(TRAP, ended.how)
        self.assertIn("thrown Wasm exception", ended.text)

    def test_a_start_function_that_does_not_end(self):
        ended = self.run_text('(module (func $s (loop (br 0))) (start $s) (func (export "_start")))', cpu=200)
        self.assertEqual((SIGNAL, 24), (ended.how, ended.code))

    def test_a_start_function_that_traps(self):
        ended = self.run_text('(module (func $s unreachable) (start $s) (func (export "_start")))')
        self.assertEqual(TRAP, ended.how)

    def test_code_that_takes_long_to_compile(self):
        body = "(i64.store (i32.const 0) (i64.add (i64.load (i32.const 8)) (i64.load (i32.const 16))))" * 4000
        functions = f"(func {body})" * 100
        ended = self.run_text(f'(module (memory 1) {functions} (func (export "_start")))', cpu=300)
        self.assertEqual((SIGNAL, 24), (ended.how, ended.code))
        self.assertLess(ended.usage["wall"], 10_000_000)

    def test_a_file_that_shrinks_while_it_is_compiled(self):
        functions = "(func (drop (i32.const 1)) (drop (i64.const 2)))" * 100_000
        path = file_of(f'(module {functions} (func (export "_start")))', "shrinking.wasm")
        with Worker() as worker:
            run = Run(worker, "module", path)
            pid = started(worker)
            for _ in eventually("that it is compiled"):
                with open(f"/proc/{pid}/schedstat") as file:
                    if int(file.read().split()[0]) > 100_000_000:
                        break
            os.truncate(path, 4096)
            ended = run.finish()
        self.assertEqual((EXIT, 0), (ended.how, ended.code), ended)

    def test_a_sparse_file_of_four_gigabytes(self):
        path = FOLDER / "sparse.wasm"
        path.write_bytes(file_of("(module)", "small.wasm").read_bytes())
        os.truncate(path, 4 << 30)
        with Worker() as worker:
            ended = worker.run("module", path)
        path.unlink()
        self.assertEqual(REFUSED, ended.how)

    def test_own_reports_are_json(self):
        ended = self.run_text('(module (memory 1) (func (export "_start") (drop (memory.grow (i32.const 60000)))))')
        self.assertEqual(["memory"], [json.loads(report)["kind"] for report in ended.own])
