"""Calls of `os` that WASI has not and that have an honest answer all the same."""

import errno
import os
import sys
import time

from _cofferdam import reports

# The user that the other runtimes run a program as.
_USER = 1000


def fill_in():
    for name in ("getuid", "geteuid", "getgid", "getegid"):
        setattr(os, name, lambda: _USER)
    os.getgroups = lambda: [_USER]
    os.getppid = lambda: 0
    os.getlogin = _getlogin
    os.umask = _Umask().change
    os.get_terminal_size = _get_terminal_size
    os.chmod = _chmod
    os._exit = _exit_at_once(os._exit)
    _bound_recursion()


def name_no_processor(platform):
    # Else platform starts a program for it.
    platform._Processor.get = classmethod(lambda cls: "")


def _getlogin():
    return os.environ.get("USER", "appuser")


class _Umask:
    """Remembered and without effect: files have no modes here."""

    def __init__(self):
        self._mask = 0o022

    def change(self, mask):
        before, self._mask = self._mask, mask
        return before


def _get_terminal_size(fd=1):
    raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))


def _chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    # Files have no modes here, so none can be set; but one that is not there is still an error.
    if not isinstance(path, int):
        os.stat(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)


def _exit_at_once(exit_now):
    def _exit(status):
        # WASI knows success and failure only; the worker takes the code from the report.
        reports.exit_code(status & 255)
        exit_now(1 if status & 255 else 0)

    return _exit


def restart_the_clock():
    """CPU time counts from the run's beginning, not from some moment of the build."""
    began = time.monotonic_ns()
    time.process_time_ns = time.thread_time_ns = lambda: time.monotonic_ns() - began
    time.process_time = time.thread_time = lambda: (time.monotonic_ns() - began) / 1e9


def _bound_recursion():
    """Deeper than this the engine's own stack ends first, when it takes the frames apart again."""
    deepest = 100_000
    asked = sys.getrecursionlimit()
    really = sys.setrecursionlimit

    def setrecursionlimit(limit, /):
        nonlocal asked
        really(min(limit, deepest))
        asked = limit

    def getrecursionlimit():
        return asked

    sys.setrecursionlimit, sys.getrecursionlimit = setrecursionlimit, getrecursionlimit
