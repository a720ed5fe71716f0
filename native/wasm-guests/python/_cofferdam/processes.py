"""Processes and threads: wasm has none. Trying fails by a clear exception and is reported."""

import _thread
import errno
import multiprocessing.context
import multiprocessing.process
import os
import signal
import subprocess
import threading

from _cofferdam import reports

_CALLS = """
execl execle execlp execlpe execv execve execvp execvpe fork forkpty kill killpg pidfd_open pipe pipe2
posix_spawn posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe system wait wait3
wait4 waitid waitpid
""".split()
_SIGNALS = "alarm pause pthread_kill setitimer sigtimedwait sigwait".split()


def refuse():
    for name in _CALLS:
        _refuse_call(os, name, "subprocess", "processes")
    for name in _SIGNALS:
        _refuse_call(signal, name, "signals", "signals from outside")
    _refuse_subprocess()
    _refuse_multiprocessing()
    _refuse_threads()


def _refuse_call(module, name, what, plural):
    def refused(*arguments, **options):
        reports.unsupported(what, f"{module.__name__}.{name}")
        raise OSError(errno.ENOTSUP, f"wasi does not support {plural}: {module.__name__}.{name}")

    refused.__name__ = refused.__qualname__ = name
    refused.__module__ = module.__name__
    setattr(module, name, refused)


def _refuse_subprocess():
    started = subprocess.Popen.__init__

    def __init__(self, args, *arguments, **options):
        program = args if isinstance(args, (str, bytes, os.PathLike)) else " ".join(map(str, args))
        reports.unsupported("subprocess", f"subprocess: {program}")
        started(self, args, *arguments, **options)

    subprocess.Popen.__init__ = __init__


def _refuse_multiprocessing():
    def start(self):
        reports.unsupported("subprocess", "multiprocessing.Process.start")
        # No half-made process may be joined when the program ends.
        raise OSError(errno.ENOTSUP, "wasi does not support processes.")

    multiprocessing.process.BaseProcess.start = start

    def pool(self, *arguments, **options):
        reports.unsupported("subprocess", "multiprocessing.Pool")
        raise OSError(errno.ENOTSUP, "wasi does not support processes.")

    multiprocessing.context.BaseContext.Pool = pool
    multiprocessing.Pool = multiprocessing.context._default_context.Pool


def _refuse_threads():
    def refused(*arguments, **options):
        reports.unsupported("threads", "threading.Thread.start")
        raise RuntimeError("can't start new thread")

    _thread.start_new_thread = _thread.start_new = _thread.start_joinable_thread = refused
    threading._start_joinable_thread = refused
