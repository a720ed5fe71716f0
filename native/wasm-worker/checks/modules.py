"""Modules of the user's: what they get, how they end, and which are refused."""

import os
import unittest

from checks.guests import command
from checks.harness import COMPILED, EXIT, REFUSED, TRAP, Worker, compiled, file_of, limits
from checks.programs import Program

READ = """(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $env (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $env_sizes (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $put (param i32 i32 i32)
    (i32.store (i32.const 0) (local.get 1)) (i32.store (i32.const 4) (local.get 2))
    (drop (call $write (local.get 0) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func (export "_start")
    (drop (call $args_sizes (i32.const 16) (i32.const 20)))
    (drop (call $args (i32.const 1024) (i32.const 2048)))
    (call $put (i32.const 1) (i32.const 2048) (i32.load (i32.const 20)))
    (drop (call $env_sizes (i32.const 16) (i32.const 20)))
    (drop (call $env (i32.const 1024) (i32.const 4096)))
    (call $put (i32.const 1) (i32.const 4096) (i32.load (i32.const 20)))
    (block $end (loop $more
      (i32.store (i32.const 0) (i32.const 8192)) (i32.store (i32.const 4) (i32.const 4))
      (br_if $end (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
      (br_if $end (i32.eqz (i32.load (i32.const 8))))
      (call $put (i32.const 2) (i32.const 8192) (i32.load (i32.const 8)))
      (br $more)))))
"""


def module(body: str, more: str = "") -> str:
    return (
        '(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))'
        f'(memory (export "memory") 1) {more} (func (export "_start") {body}))'
    )


class Modules(unittest.TestCase):
    def run_text(self, text: str | bytes, **options):
        with Worker() as worker:
            return worker.run("module", file_of(text, "module.wasm"), **options)

    def test_arguments_environment_and_streams(self):
        ended = self.run_text(
            READ, arguments=["one", "zwei ä"], environment=["A=b=c", "EMPTY="], stdin=b"what is read\n"
        )
        self.assertEqual((EXIT, 0, ""), (ended.how, ended.code, ended.text))
        self.assertEqual("one\0zwei ä\0A=b=c\0EMPTY=\0".encode(), ended.stdout)
        self.assertEqual(b"what is read\n", ended.stderr)

    def test_nothing_of_the_workers_own_environment_is_the_guests(self):
        os.environ["SECRET"] = "1"
        self.assertEqual(b"", self.run_text(READ).stdout)

    def test_every_exit_code(self):
        for code in (0, 1, 125, 126, 127, 128, 200, 255):
            ended = self.run_text(module(f"(call $exit (i32.const {code}))"))
            self.assertEqual((EXIT, code, ""), (ended.how, ended.code, ended.text))

    def test_usage_is_counted(self):
        ended = self.run_text(str(Program(pages=32).sleep(100)))
        self.assertEqual(32 << 16, ended.usage["memory"])
        self.assertGreater(ended.usage["wall"], 100_000)
        self.assertGreater(ended.usage["rss"], 1 << 20)
        self.assertTrue(0 < ended.usage["cpu"] < ended.usage["wall"])

    def test_traps_have_their_reason(self):
        for body, reason in (
            ("(unreachable)", "unreachable"),
            ("(drop (i32.load (i32.const 70000)))", "out of bounds memory access"),
            ("(drop (i32.div_u (i32.const 1) (i32.const 0)))", "integer divide by zero"),
            ("(call $deep)", "call stack exhausted"),
        ):
            ended = self.run_text(module(body, "(func $deep (call $deep))"))
            self.assertEqual((TRAP, 0), (ended.how, ended.code), body)
            self.assertIn(reason, ended.cause)
            self.assertIn(reason, ended.text)

    def test_a_trap_with_control_characters_in_its_text(self):
        ended = self.run_text(module("(call $a)", '(func $a (@name "a\\1b[31m") (unreachable))'))
        self.assertEqual(TRAP, ended.how)
        self.assertFalse([c for c in ended.text if c < " " and c != "\n"], ended.text)

    def test_what_is_no_webassembly_is_refused(self):
        whole = file_of(READ, "whole.wasm").read_bytes()
        for raw, reason in (
            (b"", "not a file with anything in it"),
            (b"\x7fELF" + bytes(100), "neither a WebAssembly module nor a component"),
            (b"#!/bin/sh\n", "neither a WebAssembly module nor a component"),
            (whole[:4], "neither a WebAssembly module nor a component"),
            (whole[: len(whole) // 2], "it is no valid WebAssembly"),
            (whole[:-1], "it is no valid WebAssembly"),
            (whole[:8] + os.urandom(200), "it is no valid WebAssembly"),
            (b"\0asm\x0d\0\1\0" + os.urandom(200), "it is no valid WebAssembly"),
            ("(module)", "it has no _start"),
            ('(module (memory (export "_start") 1))', "it has no _start"),
            ('(module (func (export "_start") (param i32)))', "takes or gives something"),
            ('(module (func (export "_start") (result i32) (i32.const 0)))', "takes or gives something"),
        ):
            ended = self.run_text(raw)
            self.assertEqual(REFUSED, ended.how, raw[:20])
            self.assertIn(reason, ended.text)

    def test_the_first_import_that_is_not_given_is_named(self):
        ended = self.run_text('(module (import "env" "launch" (func)) (func (export "_start")))')
        self.assertEqual(REFUSED, ended.how)
        self.assertIn("env::launch", ended.text)

    def test_a_compiled_module_needs_the_flag_and_to_be_ours(self):
        artifact = compiled(module("(call $exit (i32.const 9))"), "nine")
        with Worker() as worker:
            self.assertIn("neither", worker.run("module", artifact).text)
            ended = worker.run("module", artifact, asked=limits(flags=COMPILED))
            self.assertEqual((EXIT, 9), (ended.how, ended.code))
            os.chmod(artifact, 0o622)
            self.assertIn("not ours", worker.run("module", artifact, asked=limits(flags=COMPILED)).text)
            artifact.write_bytes(artifact.read_bytes()[:1000])
            os.chmod(artifact, 0o600)
            self.assertEqual(REFUSED, worker.run("module", artifact, asked=limits(flags=COMPILED)).how)

    def test_a_command_component(self):
        for result in (0, 1):
            ended = self.run_text(command(result))
            self.assertEqual((EXIT, result, ""), (ended.how, ended.code, ended.text))

    def test_a_component_whose_start_function_traps_has_run(self):
        ended = self.run_text(command(0, "(func $s unreachable) (start $s)"))
        self.assertEqual(TRAP, ended.how, ended)
        self.assertIn("unreachable", ended.text)
        grows = "(i32.eq (memory.grow (i32.const 60000)) (i32.const -1))"
        ended = self.run_text(command(0, f"(memory 1) (func $s (if {grows} (then unreachable))) (start $s)"))
        self.assertEqual((TRAP, 1), (ended.how, ended.refused), ended)

    def test_an_exit_in_the_start_function(self):
        for code in (0, 7, 200):
            ended = self.run_text(module("", f"(func $s (call $exit (i32.const {code}))) (start $s)"))
            self.assertEqual((EXIT, code, ""), (ended.how, ended.code, ended.text))

    def test_a_run_of_another_type(self):
        for type in ("u32", "bool"):
            ended = self.run_text(command(1).replace("(result (result))", f"(result {type})"))
            self.assertEqual(REFUSED, ended.how, ended)
            self.assertIn("func() -> result", ended.text)

    def test_a_component_that_is_no_command(self):
        self.assertIn("exports nothing to call", self.run_text("(component)").text)

    def test_random_numbers_and_clocks_differ_from_run_to_run(self):
        text = """(module
          (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (drop (call $random (i32.const 100) (i32.const 16)))
            (drop (call $clock (i32.const 0) (i64.const 0) (i32.const 120)))
            (i32.store (i32.const 0) (i32.const 100)) (i32.store (i32.const 4) (i32.const 28))
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))"""
        with Worker() as worker:
            path = file_of(text, "live.wasm")
            first, second = worker.run("module", path).stdout, worker.run("module", path).stdout
        self.assertNotEqual(first[:16], second[:16])
        self.assertNotEqual(first[20:], second[20:])
