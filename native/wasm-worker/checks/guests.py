"""Components made for one check, as text: an engine's guest (`exec`, and `tell`), and a command (`wasi:cli/run`)."""

MEMORY = """
  (core module $memory (memory (export "memory") 1)
    (global $top (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $at i32)
      (local.set $at (global.get $top))
      (global.set $top (i32.add (global.get $top) (local.get 3)))
      (local.get $at)))
  (core instance $own (instantiate $memory))
"""


def guest(body: str) -> str:
    """`exec` gets the request at (local 0), so many bytes long as (local 1) says, and gives what the body leaves."""
    return f"""(component
  (import "cofferdam:guest/host" (instance $host (export "tell" (func (param "report" string)))))
  {MEMORY}
  (core func $tell (canon lower (func $host "tell") (memory (core memory $own "memory"))))
  (alias core export $own "memory" (core memory $shared))
  (core module $main
    (import "host" "tell" (func $tell (param i32 i32)))
    (import "host" "memory" (memory 1))
    (func $deeper (param i32) (result i32) (i32.add (i32.const 1) (call $deeper (local.get 0))))
    (func (export "exec") (param i32 i32) (result i32) (local $i i32) {body}))
  (core instance $main (instantiate $main
    (with "host" (instance (export "tell" (func $tell)) (export "memory" (memory $shared))))))
  (func (export "exec") (param "request" string) (result s32)
    (canon lift (core func $main "exec") (memory (core memory $own "memory")) (realloc (core func $own "realloc")))))
"""


ECHO = guest("(call $tell (local.get 0) (local.get 1)) (i32.const 7)")
# Writes to every third page of its first memory, and exits with how often it has written to one of them.
WRITING = guest(
    """(local.set $i (i32.const 8192))
    (loop $again (i32.store8 (local.get $i) (i32.add (i32.const 1) (i32.load8_u (local.get $i))))
    (local.set $i (i32.add (local.get $i) (i32.const 12288)))
    (br_if $again (i32.lt_u (local.get $i) (i32.const 65536)))) (i32.load8_u (i32.const 20480))"""
)
SPIN = guest("(loop $again (br $again)) (i32.const 0)")
LENGTH = guest("(local.get 1)")  # exits with the length of its request


def leaving(body: str) -> str:
    """As `guest`, but what it calls last is WASI's exit, with an error."""
    text = guest(f"{body} (call $leave (i32.const 1)) (i32.const 0)")
    text = text.replace("(component\n", """(component
  (import "wasi:cli/exit@0.2.0" (instance $wasi (export "exit" (func (param "status" (result))))))
""", 1)
    for before, more in (
        ("  (alias core export", '  (core func $leave (canon lower (func $wasi "exit")))\n'),
        ('    (import "host" "memory"', '    (import "host" "leave" (func $leave (param i32)))\n'),
        ('(export "tell" (func $tell))', '(export "leave" (func $leave)) '),
    ):
        text = text.replace(before, more + before, 1)
    return text


def command(result: int, more: str = "") -> str:
    return f"""(component
  (core module $main {more} (func (export "run") (result i32) (i32.const {result})))
  (core instance $main (instantiate $main))
  (func $run (result (result)) (canon lift (core func $main "run")))
  (instance (export "wasi:cli/run@0.2.3") (export "run" (func $run))))
"""
