"""The engine's half of the wire, guests made of text, and ways to start wasm-worker."""

import array
import ctypes
import os
import socket
import struct
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

BINARY = os.environ["WASM_WORKER"]
LIBRARY = os.environ["WASM_LIBRARY"]
FOLDER = Path(os.environ["WASM_FOLDER"])
RUN, KILL, STARTED, ENDED = 1, 2, 1, 2
EXIT, TRAP, SIGNAL, REFUSED, HOST = 0, 1, 2, 3, 4
GUEST, REQUEST, ARGUMENT, ENVIRONMENT, PREOPEN, LIMITS, CGROUP, USER, GROUP = range(1, 10)
COMPILED = 1
MIB = 1 << 20


class ByteVec(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("data", ctypes.POINTER(ctypes.c_char))]


@cache
def assemble(text: str) -> bytes:
    """WebAssembly text to binary, by the library's own assembler."""
    library = ctypes.CDLL(LIBRARY)
    library.wasmtime_wat2wasm.restype = ctypes.c_void_p
    out, raw = ByteVec(), text.encode()
    error = library.wasmtime_wat2wasm(raw, ctypes.c_size_t(len(raw)), ctypes.byref(out))
    if error:
        library.wasmtime_error_message(ctypes.c_void_p(error), ctypes.byref(out))
        raise ValueError(ctypes.string_at(out.data, out.size).decode())
    return ctypes.string_at(out.data, out.size)


def file_of(text: str | bytes, name: str) -> Path:
    path = FOLDER / name
    path.write_bytes(assemble(text) if isinstance(text, str) else text)
    return path


def compiled(text: str | bytes, name: str) -> Path:
    out = FOLDER / f"{name}.cwasm"
    done = subprocess.run(
        [BINARY, "compile", "--library", LIBRARY, file_of(text, f"{name}.wasm"), out], capture_output=True, text=True
    )
    if done.returncode != 0:
        raise ValueError(done.stderr)
    return out


def part(tag: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return struct.pack("<HHI", tag, 0, len(raw)) + raw


def limits(memory=64 * MIB, cpu=0, disk=0, open_files=0, files=0, flags=0, wall=0) -> bytes:
    return struct.pack("<8Q", memory, cpu, disk, open_files, files, 0, flags, wall)


def user(uid: int, gid: int) -> bytes:
    return part(USER, struct.pack("<II", uid, gid))


def record(type: int, payload: bytes, id: int = 1) -> bytes:
    return struct.pack("<IIQ", type, len(payload), id) + payload


@dataclass
class Ended:
    how: int
    code: int
    text: str = ""
    cause: str = ""
    usage: dict[str, int] = field(default_factory=dict)
    reports: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    refused: int = 0
    confinement: str = ""
    stdout: bytes = b""
    stderr: bytes = b""


USAGE = ("wall", "cpu", "memory", "rss", "disk", "files")


def fields(payload: bytes) -> list[tuple[int, bytes]]:
    found = []
    while payload:
        tag, zero, length = struct.unpack_from("<HHI", payload)
        assert zero == 0 and 8 + length <= len(payload)
        found.append((tag, payload[8 : 8 + length]))
        payload = payload[8 + length :]
    return found


def ended(payload: bytes) -> Ended:
    result = Ended(-1, -1)
    for tag, value in fields(payload):
        match tag:
            case 1:
                (result.how,) = struct.unpack("<I", value)
            case 2:
                (result.code,) = struct.unpack("<I", value)
            case 3:
                result.text = value.decode(errors="replace")
            case 4:
                result.usage = dict(zip(USAGE, struct.unpack("<6Q", value)))
            case 5:
                result.reports.append(value.decode(errors="replace"))
            case 6:
                (result.refused,) = struct.unpack("<Q", value)
            case 7:
                result.own.append(value.decode())
            case 8:
                result.cause = value.decode(errors="replace")
    return result


class Worker:
    """wasm-worker serve, and the engine's end of its socket."""

    def __init__(self, *options: str | Path, prepare=None, library: str = LIBRARY) -> None:
        ours, theirs = socket.socketpair()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [BINARY, "serve", "--library", library, *map(str, options)],
            stdin=theirs, stdout=subprocess.DEVNULL, stderr=self.log, preexec_fn=prepare,
        )
        theirs.close()
        self.socket = ours
        ours.settimeout(30)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()
        self.process.wait(10)
        self.log.close()

    def logged(self) -> str:
        self.log.seek(0)
        return self.log.read().decode()

    def ask(self, payload: bytes, descriptors: list[int], id: int = 1) -> None:
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
        self.socket.sendmsg([struct.pack("<IIQ", RUN, len(payload), id)], rights)
        self.socket.sendall(payload)

    def exactly(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            piece = self.socket.recv(length - len(got))
            if not piece:
                raise EOFError(got)
            got += piece
        return got

    def reply(self) -> tuple[int, int, bytes]:
        type, length, id = struct.unpack("<IIQ", self.exactly(16))
        return type, id, self.exactly(length)

    def run(self, guest: str, module: Path | None = None, json: str = "{}", stdin: bytes = b"", **options) -> Ended:
        run = Run(self, guest, module, json, **options)
        return run.feed(stdin).finish()


class Run:
    """One request whose streams are pipes of ours."""

    def __init__(self, worker: Worker, guest: str, module: Path | None = None, json: str = "{}", arguments=(),
                 environment=(), preopens=(), id: int = 1, asked: bytes | None = None, extra: bytes = b"") -> None:
        self.worker, self.id = worker, id
        in_end, self.stdin = os.pipe()
        self.stdout, out_end = os.pipe()
        self.stderr, err_end = os.pipe()
        descriptors = [in_end, out_end, err_end]
        payload = part(GUEST, guest)
        if guest != "module":
            payload += part(REQUEST, json)
        payload += b"".join(part(ARGUMENT, text) for text in arguments)
        payload += b"".join(part(ENVIRONMENT, text) for text in environment)
        for host, path, writable in preopens:
            payload += part(PREOPEN, bytes([writable]) + path.encode())
            descriptors.append(os.open(host, os.O_RDONLY | os.O_DIRECTORY))
        if module is not None:
            descriptors.append(os.open(module, os.O_RDONLY))
        payload += part(LIMITS, limits() if asked is None else asked) + extra
        worker.ask(payload, descriptors, id)
        for descriptor in descriptors:
            os.close(descriptor)

    def feed(self, stdin: bytes) -> "Run":
        os.write(self.stdin, stdin)
        os.close(self.stdin)
        return self

    def kill(self) -> None:
        self.worker.socket.sendall(record(KILL, b"", self.id))

    def finish(self) -> Ended:
        """For a worker with one run, whose output fits the pipes."""
        confinement = ""
        while True:
            type, id, payload = self.worker.reply()
            assert id == self.id
            if type == ENDED:
                break
            confinement = dict(fields(payload))[2].decode()
        result = ended(payload)
        result.confinement = confinement
        result.stdout, result.stderr = (self.rest_of(fd) for fd in (self.stdout, self.stderr))
        return result

    @staticmethod
    def rest_of(descriptor: int) -> bytes:
        with os.fdopen(descriptor, "rb") as stream:
            return stream.read()


def eventually(what: str, seconds: float = 10):
    """Yields until the caller breaks or returns; fails when the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
        time.sleep(0.005)
    raise AssertionError(f"in {seconds} s not seen: {what}")
