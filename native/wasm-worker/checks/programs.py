"""Guests made for one check: a preview-1 program that does some calls and writes the errno of each to stdout."""

IMPORTS = {
    "fd_write": "i32 i32 i32 i32",
    "fd_pwrite": "i32 i32 i32 i64 i32",
    "fd_read": "i32 i32 i32 i32",
    "fd_close": "i32",
    "fd_allocate": "i32 i64 i64",
    "fd_filestat_set_size": "i32 i64",
    "fd_readdir": "i32 i32 i32 i64 i32",
    "path_open": "i32 i32 i32 i32 i32 i64 i64 i32 i32",
    "path_create_directory": "i32 i32 i32",
    "path_remove_directory": "i32 i32 i32",
    "path_unlink_file": "i32 i32 i32",
    "path_rename": "i32 i32 i32 i32 i32 i32",
    "path_symlink": "i32 i32 i32 i32 i32",
    "path_link": "i32 i32 i32 i32 i32 i32 i32",
    "poll_oneoff": "i32 i32 i32 i32",
    "sock_accept": "i32 i32 i32",
}
OK, EACCES, EEXIST, EFBIG, EINVAL, ENOENT, ENOSPC, ENOTCAPABLE, EPERM, EROFS = 0, 2, 20, 22, 28, 44, 51, 76, 63, 69
CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE = 1, 2, 4, 8
APPEND = 1
READ_WRITE = 2 | 64
VECTOR, COUNT, SLOTS, EVENTS, TEXTS, ANSWERS, ZEROS = 16, 8, 64, 512, 2048, 8192, 65536


class Program:
    """Memory: two small areas, file slots, texts, the answers, and from ZEROS on what is written."""

    def __init__(self, pages: int = 64, extra: str = "") -> None:
        self.pages, self.extra = pages, extra
        self.texts: dict[str, int] = {}
        self.free = TEXTS
        self.code: list[str] = []

    def text(self, value: str) -> str:
        if value not in self.texts:
            self.texts[value] = self.free
            self.free += len(value.encode())
        return f"(i32.const {self.texts[value]}) (i32.const {len(value.encode())})"

    def note(self, expression: str) -> "Program":
        self.code.append(f"(call $note {expression})")
        return self

    def raw(self, code: str) -> "Program":
        self.code.append(code)
        return self

    def open(self, path: str, how: int = 0, slot: int = 0, root: int = 3, flags: int = 0) -> "Program":
        rights = f"(i64.const {READ_WRITE}) (i64.const {READ_WRITE})"
        return self.note(
            f"(call $path_open (i32.const {root}) (i32.const 0) {self.text(path)} (i32.const {how})"
            f" {rights} (i32.const {flags}) (i32.const {SLOTS + 4 * slot}))"
        )

    @staticmethod
    def slot(number: int) -> str:
        return f"(i32.load (i32.const {SLOTS + 4 * number}))"

    def write(self, length: int, slot: int = 0, at: int | None = None) -> "Program":
        self.raw(f"(i32.store (i32.const {VECTOR}) (i32.const {ZEROS}))")
        self.raw(f"(i32.store (i32.const {VECTOR + 4}) (i32.const {length}))")
        where = "" if at is None else f"(i64.const {at})"
        name = "fd_write" if at is None else "fd_pwrite"
        return self.note(
            f"(call ${name} {self.slot(slot)} (i32.const {VECTOR}) (i32.const 1) {where} (i32.const {COUNT}))"
        )

    def note_count(self, unit: int) -> "Program":
        """How many units the last write wrote."""
        return self.note(f"(i32.div_u (i32.load (i32.const {COUNT})) (i32.const {unit}))")

    def close(self, slot: int = 0) -> "Program":
        return self.note(f"(call $fd_close {self.slot(slot)})")

    def size(self, length: int, slot: int = 0) -> "Program":
        return self.note(f"(call $fd_filestat_set_size {self.slot(slot)} (i64.const {length}))")

    def allocate(self, length: int, slot: int = 0) -> "Program":
        return self.note(f"(call $fd_allocate {self.slot(slot)} (i64.const 0) (i64.const {length}))")

    def make_directory(self, path: str, root: int = 3) -> "Program":
        return self.note(f"(call $path_create_directory (i32.const {root}) {self.text(path)})")

    def remove_directory(self, path: str) -> "Program":
        return self.note(f"(call $path_remove_directory (i32.const 3) {self.text(path)})")

    def unlink(self, path: str, root: int = 3) -> "Program":
        return self.note(f"(call $path_unlink_file (i32.const {root}) {self.text(path)})")

    def rename(self, old: str, new: str) -> "Program":
        return self.note(f"(call $path_rename (i32.const 3) {self.text(old)} (i32.const 3) {self.text(new)})")

    def symlink(self, target: str, path: str) -> "Program":
        return self.note(f"(call $path_symlink {self.text(target)} (i32.const 3) {self.text(path)})")

    def link(self, old: str, new: str) -> "Program":
        both = f"{self.text(old)} (i32.const 3) {self.text(new)}"
        return self.note(f"(call $path_link (i32.const 3) (i32.const 0) {both})")

    def grow(self, pages: int) -> "Program":
        """1 when it was refused."""
        return self.note(f"(i32.eq (memory.grow (i32.const {pages})) (i32.const -1))")

    def sleep(self, millis: int) -> "Program":
        self.raw(f"(i64.store (i32.const {EVENTS}) (i64.const 7)) (i32.store8 (i32.const {EVENTS + 8}) (i32.const 0))")
        self.raw(f"(i32.store (i32.const {EVENTS + 16}) (i32.const 1))")
        self.raw(f"(i64.store (i32.const {EVENTS + 24}) (i64.const {millis * 1_000_000}))")
        return self.note(
            f"(call $poll_oneoff (i32.const {EVENTS}) (i32.const {EVENTS + 64}) (i32.const 1) (i32.const {COUNT}))"
        )

    def repeat(self, times: int, body: "Program") -> "Program":
        """What the body answers is written over each time: its last round stays."""
        inner = "\n".join(body.code)
        self.texts, self.free = body.texts, body.free
        return self.raw(
            f"(local.set $i (i32.const 0)) (local.set $kept (global.get $at)) (loop $again"
            f" (global.set $at (local.get $kept)) {inner}"
            f" (local.set $i (i32.add (local.get $i) (i32.const 1)))"
            f" (br_if $again (i32.lt_u (local.get $i) (i32.const {times}))))"
        )

    def inner(self) -> "Program":
        """A body for repeat that shares the texts."""
        body = Program()
        body.texts, body.free = self.texts, self.free
        return body

    def number_name(self, path: str) -> "Program":
        """Writes the counter of repeat over the last five characters of a text."""
        at = self.texts.get(path) or (self.text(path), self.texts[path])[1]
        end = at + len(path) - 1
        self.raw("(local.set $n (local.get $i))")
        for digit in range(5):
            self.raw(
                f"(i32.store8 (i32.const {end - digit})"
                f" (i32.add (i32.const 48) (i32.rem_u (local.get $n) (i32.const 10))))"
                f"(local.set $n (i32.div_u (local.get $n) (i32.const 10)))"
            )
        return self

    def __str__(self) -> str:
        imports = "\n".join(
            f'(import "wasi_snapshot_preview1" "{name}" (func ${name} (param {types}) (result i32)))'
            for name, types in IMPORTS.items()
        )
        data = "\n".join(f'(data (i32.const {at}) "{text}")' for text, at in self.texts.items())
        code = "\n".join(self.code)
        return f"""(module
{imports}
(import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
(memory (export "memory") {self.pages})
(global $at (mut i32) (i32.const {ANSWERS}))
{data}
{self.extra}
(func $note (param i32)
  (i32.store8 (global.get $at) (local.get 0))
  (global.set $at (i32.add (global.get $at) (i32.const 1))))
(func $finish
  (i32.store (i32.const {VECTOR}) (i32.const {ANSWERS}))
  (i32.store (i32.const {VECTOR + 4}) (i32.sub (global.get $at) (i32.const {ANSWERS})))
  (drop (call $fd_write (i32.const 1) (i32.const {VECTOR}) (i32.const 1) (i32.const {COUNT}))))
(func (export "_start") (local $i i32) (local $n i32) (local $kept i32)
{code}
(call $finish)))
"""
