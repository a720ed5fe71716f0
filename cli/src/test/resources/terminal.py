"""Runs the command given under a terminal of 111 by 33, as `cofferdam run -i -t`, and checks what a
person would see: the size from the first instruction on, a resize, Ctrl-C, the terminal restored."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

PATIENCE_SECONDS = 40
PROGRAM = (
    'stty size; tty; trap "stty size; echo resized" WINCH; trap "echo INT; exit 7" INT;'
    " echo ready; while :; do sleep 0.1; done"
)


def resize(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def start(command, *program):
    gate, opened = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        os.read(gate, 1)
        os.execv(command[0], [*command, "run", "-i", "-t", "--", *program])
    resize(terminal, 33, 111)
    os.write(opened, b"x")
    return pid, terminal


def read_until(terminal, word):
    seen = b""
    end = time.monotonic() + PATIENCE_SECONDS
    while word not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 4096)
            except OSError:
                break
    assert word in seen, (word, seen)
    return seen


def check_program(command):
    pid, terminal = start(command, "sh", "-c", PROGRAM)
    # The Sentry has no name for a terminal of the host's (docs/runtimes.md).
    name = b"not a tty" if os.environ["COFFERDAM_RUNTIME"] == "runsc" else b"/dev/pts/0"
    assert read_until(terminal, b"ready").split(b"\r\n")[:2] == [b"33 111", name]
    resize(terminal, 50, 77)
    assert b"50 77" in read_until(terminal, b"resized")
    os.write(terminal, b"\x03")
    read_until(terminal, b"INT")
    while True:
        try:
            if not os.read(terminal, 4096):
                break
        except OSError:
            break
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7


def check_restored(command):
    pid, terminal = start(command, "sh", "-c", "echo up; sleep 60")
    before = termios.tcgetattr(terminal)
    read_until(terminal, b"up")
    assert termios.tcgetattr(terminal) != before
    os.kill(pid, signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 143
    assert termios.tcgetattr(terminal) == before


os.environ["LC_ALL"] = "C.UTF-8"
check_program(sys.argv[1:])
check_restored(sys.argv[1:])
print("held")
