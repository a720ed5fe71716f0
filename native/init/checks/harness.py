"""The engine's half of the wire, and ways to start cofferdam-init with exact descriptors."""

import array
import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import time
from dataclasses import dataclass, field

BINARY = os.environ["COFFERDAM_INIT"]
PATH = "PATH=/usr/local/bin:/usr/bin:/bin"
TERMINAL, SUPERVISE, LISTENER, INSIDE = 1, 2, 4, 8
R_TERMINAL, R_LISTENER, R_FAILED, R_ENDED, R_RUNS, R_INSIDE = 1, 2, 3, 4, 5, 6
R_RUNTIME_EXITED, R_STARTED, R_EXITED, R_GONE = 10, 11, 12, 13
S_REQUEST, S_TERMINAL, S_DIRECTORY, S_LIMIT, S_FILTER, S_FORK, S_PROGRAM, S_JOIN, S_RUNTIME = range(1, 10)
CLONE_NEWNS, CLONE_NEWPID = 0x20000, 0x20000000

libc = ctypes.CDLL(None, use_errno=True)


def text(value: str | bytes) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return struct.pack("<I", len(raw)) + raw


def strings(values: list) -> bytes:
    return struct.pack("<I", len(values)) + b"".join(text(value) for value in values)


def instruction(code: int, jt: int, jf: int, k: int) -> bytes:
    return struct.pack("<HBBI", code, jt, jf, k)


def body(arguments, environment=(PATH,), flags=0, umask=0o022, size=(0, 0), limits=(), program=b"", cwd="/") -> bytes:
    return (
        struct.pack("<IIHHI", flags, umask, *size, len(limits))
        + b"".join(struct.pack("<IQQ", *limit) for limit in limits)
        + struct.pack("<I", len(program) // 8)
        + program
        + text(cwd)
        + strings(list(arguments))
        + strings(list(environment))
    )


def framed(payload: bytes) -> bytes:
    return struct.pack("<II", 0x31444643, len(payload)) + payload


@dataclass
class Record:
    type: int
    value: int
    extra: int
    text: bytes = b""
    texts: list[bytes] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)


class Channel:
    """The engine's end. Reads time out, so that a hanging program fails its test."""

    def __init__(self, end: socket.socket) -> None:
        self.socket = end
        end.settimeout(10)

    def exactly(self, length: int) -> tuple[bytes, list[int]]:
        got, descriptors = b"", []
        while len(got) < length:
            try:
                piece, ancillary, _, _ = self.socket.recvmsg(length - len(got), 64)
            except ConnectionResetError:
                piece, ancillary = b"", []
            for _, kind, data in ancillary:
                descriptors += array.array("i", data).tolist()
            if not piece:
                break
            got += piece
        return got, descriptors

    def record(self) -> Record | None:
        raw, descriptors = self.exactly(16)
        if not raw:
            return None
        record = Record(*struct.unpack("<IiQ", raw), descriptors=descriptors)
        if record.type == R_FAILED:
            (length,) = struct.unpack("<I", self.exactly(4)[0])
            record.text = self.exactly(length)[0]
        if record.type == R_INSIDE:
            rest = self.exactly(record.extra)[0]
            while rest:
                (length,) = struct.unpack_from("<I", rest)
                record.texts.append(rest[4 : 4 + length])
                rest = rest[4 + length :]
        return record

    def at_end(self) -> bool:
        return self.record() is None


def in_child(arguments, descriptors, new_pid_namespace=False, prepare=lambda: None) -> int:
    """Forks and executes the binary with exactly these descriptors; its exit status is the child's."""
    pid = os.fork()
    if pid:
        return pid
    try:
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 200) for fd in descriptors.values()]
        for fd, target in zip(high, descriptors):
            os.dup2(fd, target)
            os.close(fd)
        prepare()
        if new_pid_namespace:
            if libc.unshare(CLONE_NEWPID | CLONE_NEWNS) != 0:
                os._exit(99)
            first = os.fork()
            if first:
                os.closerange(0, 200)
                status = os.waitpid(first, 0)[1]
                os._exit(os.waitstatus_to_exitcode(status) % 256)
            libc.mount(b"none", b"/", None, 0x44000, None)  # MS_REC | MS_PRIVATE
            libc.mount(b"proc", b"/proc", b"proc", 0, None)
        os.execv(BINARY, [BINARY, *arguments])
    finally:
        os._exit(98)


class Launched:
    """cofferdam-init in its first mode, its stdout and stderr in pipes, the request not yet sent."""

    def __init__(self, new_pid_namespace=False, prepare=lambda: None, extra=None) -> None:
        ours, theirs = socket.socketpair()
        out, out_end = os.pipe()
        err, err_end = os.pipe()
        null = os.open("/dev/null", os.O_RDONLY)
        descriptors = {0: null, 1: out_end, 2: err_end, 3: theirs.fileno(), **(extra or {})}
        self.pid = in_child(["init"], descriptors, new_pid_namespace, prepare)
        theirs.close()
        for fd in (out_end, err_end, null):
            os.close(fd)
        self.channel = Channel(ours)
        self.out, self.err = out, err

    def send(self, raw: bytes) -> "Launched":
        try:
            self.channel.socket.sendall(raw)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return self

    def ask(self, arguments, **options) -> "Launched":
        return self.send(framed(body(arguments, **options)))

    def finish(self) -> tuple[int, bytes, bytes]:
        """Status as waitstatus_to_exitcode has it, stdout, stderr."""
        self.channel.socket.close()
        output = {self.out: b"", self.err: b""}
        open_ends = list(output)
        while open_ends:
            ready = select.select(open_ends, [], [], 10)[0]
            if not ready:
                os.kill(self.pid, signal.SIGKILL)
                raise AssertionError("the program hangs")
            for fd in ready:
                piece = os.read(fd, 65536)
                output[fd] += piece
                if not piece:
                    open_ends.remove(fd)
                    os.close(fd)
        return self.status(), output[self.out], output[self.err]

    def status(self) -> int:
        return wait_for(self.pid)


def wait_for(pid: int, seconds: float = 10) -> int:
    """The exit code, or minus the signal."""
    for _ in eventually(f"the end of process {pid}", seconds):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
    raise AssertionError("unreachable")


def eventually(what: str, seconds: float = 10):
    """Yields until the caller breaks or returns; fails when the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
        time.sleep(0.005)
    raise AssertionError(f"in {seconds} s not seen: {what}")


def run(arguments, **options) -> tuple[int, bytes, bytes]:
    return Launched().ask(arguments, **options).finish()


def children_of(pid: int) -> dict[int, str]:
    """Process number and state letter of each child, zombies too."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[1]) == pid:
                found[int(name)] = fields[0]
    return found
