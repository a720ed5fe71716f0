"""A client of wasm-worker's wire, as small as running programs in the guests takes."""

import array
import json
import os
import socket
import struct
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent.parent
MIB = 1 << 20
ENVIRONMENT = {"HOME": "/home/appuser", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "USER": "appuser"}
_RUN, _ENDED = 1, 2
_GUEST, _REQUEST, _PREOPEN, _LIMITS = 1, 2, 5, 6


def build(cache: Path, *names: str) -> tuple[Path, dict[str, Path]]:
    """The worker and the guests, made when they are not there."""
    subprocess.run([HERE.parent / "wasm-worker" / "build", cache / "worker"], check=True)
    worker = cache / "worker" / "wasm-worker"
    made = subprocess.run([HERE / "build", cache, worker, *names], check=True, stdout=subprocess.PIPE, text=True)
    return worker, {name: Path(path) for name, path in map(str.split, made.stdout.splitlines())}


@dataclass
class Result:
    stdout: str
    stderr: str
    how: int = -1
    code: int = -1
    text: str = ""
    reports: list[dict] = field(default_factory=list)

    def told(self, kind: str) -> list[dict]:
        return [report for report in self.reports if report.get("kind") == kind]


class Guests:
    """A resident worker; one program at a time, each in a workspace of its own."""

    def __init__(self, worker: Path, paths: dict[str, Path]) -> None:
        self._socket, theirs = socket.socketpair()
        guests = [part for name in ("python", "js") if name in paths for part in (f"--{name}", paths[name])]
        self._process = subprocess.Popen([worker, "serve", "--library", paths["library"], *guests],
                                         stdin=theirs, stdout=subprocess.DEVNULL)
        theirs.close()
        self._id = 0

    def close(self) -> None:
        self._socket.close()
        self._process.wait(10)

    def run(self, guest: str, name: str, source: str | None, *arguments: str, stdin: bytes = b"",
            files: dict[str, str | bytes] | None = None, mounts: dict[str, tuple[str | Path, bool]] | None = None,
            env: dict[str, str] | None = None, memory: int = 256 * MIB, cpu: int = 0, disk: int = 0, seconds: float = 60,
            **request) -> Result:
        """Runs a program as /workspace/NAME; `mounts` are guest path to host folder and whether writable."""
        with tempfile.TemporaryDirectory() as folder:
            for path, content in ({name: source or ""} | (files or {})).items():
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.encode() if isinstance(content, str) else content)
            asked = {"source": source, "filename": f"/workspace/{name}", "argv": [f"/workspace/{name}", *arguments],
                     "env": ENVIRONMENT | (env or {}), "cwd": "/workspace", "path": ["/workspace"],
                     "command": "script"} | request
            preopens = {"/workspace": (folder, True)} | (mounts or {})
            return self._ask(guest, json.dumps(asked), preopens, (memory, cpu, disk), stdin, seconds)

    def _ask(self, guest, request, preopens, limits, stdin, seconds) -> Result:
        self._id += 1
        ends = [os.pipe() for _ in range(3)]
        theirs = [ends[0][0], ends[1][1], ends[2][1]]
        theirs += [os.open(host, os.O_PATH | os.O_DIRECTORY) for host, _ in preopens.values()]
        payload = _field(_GUEST, guest.encode()) + _field(_REQUEST, request.encode())
        for path, (_, writable) in preopens.items():
            payload += _field(_PREOPEN, bytes([writable]) + path.encode())
        payload += _field(_LIMITS, struct.pack("<8Q", *limits, 0, 0, 0, 0, 0))
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", theirs))]
        self._socket.sendmsg([struct.pack("<IIQ", _RUN, len(payload), self._id)], rights)
        self._socket.sendall(payload)
        for descriptor in theirs:
            os.close(descriptor)
        outputs = [_Reader(ends[1][0]), _Reader(ends[2][0])]
        feeder = threading.Thread(target=_feed, args=(ends[0][1], stdin))
        feeder.start()
        self._socket.settimeout(seconds)
        result = self._ended()
        feeder.join()
        result.stdout, result.stderr = (reader.text() for reader in outputs)
        return result

    def _ended(self) -> Result:
        while True:
            kind, length, _ = struct.unpack("<IIQ", self._exactly(16))
            payload = self._exactly(length)
            if kind == _ENDED:
                break
        result = Result("", "")
        while payload:
            tag, _, length = struct.unpack_from("<HHI", payload)
            value, payload = payload[8:8 + length], payload[8 + length:]
            match tag:
                case 1: result.how = int.from_bytes(value, "little")
                case 2: result.code = int.from_bytes(value, "little")
                case 3: result.text = value.decode()
                case 5: result.reports.append(json.loads(value))
        return result

    def _exactly(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            piece = self._socket.recv(length - len(got))
            if not piece:
                raise EOFError("the worker is gone")
            got += piece
        return got


class _Reader(threading.Thread):
    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor, self._bytes = descriptor, b""
        self.start()

    def run(self) -> None:
        with os.fdopen(self._descriptor, "rb") as stream:
            self._bytes = stream.read()

    def text(self) -> str:
        self.join()
        return self._bytes.decode("utf-8", "backslashreplace")


def _feed(descriptor: int, data: bytes) -> None:
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
    except BrokenPipeError:
        pass


def _field(tag: int, value: bytes) -> bytes:
    return struct.pack("<HHI", tag, 0, len(value)) + value
