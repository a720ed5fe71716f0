"""bytecode.py WORKER LIBRARY GUEST CWASM SOURCES OUT [GUEST_PATH=FOLDER...]: lets a guest of preview 1 compile our modules.

Only an interpreter of its version can; and one that cannot do this much runs no program either.
"""

import array
import os
import socket
import struct
import subprocess
import sys

_RUN, _ENDED = 1, 2
_GUEST, _ARGUMENT, _VARIABLE, _DIRECTORY, _LIMITS = 1, 3, 4, 5, 6
_COMPILE = """
import marshal, os, sys
from importlib.util import MAGIC_NUMBER
for folder, _, names in os.walk("/in"):
    out = "/out" + folder[len("/in"):]
    if out != "/out":
        os.mkdir(out)
    for name in names:
        path = folder + "/" + name
        with open(path, "rb") as file:
            code = compile(file.read(), path.replace("/in", "/opt/cofferdam", 1), "exec", dont_inherit=True, optimize=2)
        with open(out + "/" + name + "c", "wb") as file:
            # PEP 552: no source to compare with.
            file.write(MAGIC_NUMBER + bytes(12) + marshal.dumps(code))
"""


def _field(tag, value):
    return struct.pack("<HHI", tag, 0, len(value)) + value


def _exactly(ours, length):
    got = b""
    while len(got) < length:
        piece = ours.recv(length - len(got))
        if not piece:
            sys.exit("the worker is gone")
        got += piece
    return got


def main(worker, library, guest, cwasm, sources, out, *more):
    ours, theirs = socket.socketpair()
    process = subprocess.Popen([worker, "serve", "--library", library, f"--{guest}", cwasm], stdin=theirs)
    theirs.close()
    folders = [("/in", sources, 0), ("/out", out, 1)] + [(*entry.split("=", 1), 0) for entry in more]
    beside = [os.open("/dev/null", os.O_RDONLY), os.dup(1), os.dup(2)]
    beside += [os.open(folder, os.O_PATH | os.O_DIRECTORY) for _, folder, _ in folders]
    payload = _field(_GUEST, guest.encode())
    for word in ("python3", "-c", _COMPILE):
        payload += _field(_ARGUMENT, word.encode())
    payload += _field(_VARIABLE, b"PYTHONHOME=/usr/local")
    for path, _, writable in folders:
        payload += _field(_DIRECTORY, bytes([writable]) + path.encode())
    payload += _field(_LIMITS, struct.pack("<8Q", 512 << 20, 60_000, 64 << 20, 0, 0, 0, 0, 120_000))
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", beside))]
    ours.sendmsg([struct.pack("<IIQ", _RUN, len(payload), 1)], rights)
    ours.sendall(payload)
    while True:
        kind, length, _ = struct.unpack("<IIQ", _exactly(ours, 16))
        fields = _exactly(ours, length)
        if kind == _ENDED:
            break
    ours.close()
    process.wait()
    # The first two fields: in which way, and the code.
    how, code = struct.unpack_from("<8xI8xI", fields)
    if (how, code) != (0, 0):
        sys.exit(f"the guest {guest} does not run: way {how}, code {code}, {fields[24:600].decode('utf-8', 'replace')}")


main(*sys.argv[1:])
