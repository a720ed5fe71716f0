"""Processes and threads: wasm has none. Trying fails by a clear exception and is reported."""

import _thread
import errno
import os
import sys

from _cofferdam import reports

_CALLS = """
execl execle execlp execlpe execv execve execvp execvpe fork forkpty kill killpg pidfd_open pipe pipe2
posix_spawn posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe system wait wait3
wait4 waitid waitpid
""".split()
# Of these, those that the library itself looks for.
ASKED_FOR = ("fork", "forkpty", "pidfd_open", "posix_spawn")
_SIGNALS = "alarm pause pthread_kill setitimer sigtimedwait sigwait".split()


def refuse():
    for name in _CALLS:
        _refuse_call(os, name, "subprocess", "processes")
    _refuse_threads()


def refuse_signals(signal):
    for name in _SIGNALS:
        _refuse_call(signal, name, "signals", "signals from outside")


def _refuse_call(module, name, what, plural):
    def refused(*arguments, **options):
        call = f"{module.__name__}.{name}"
        raise reports.unsupported(what, call, OSError(errno.ENOTSUP, f"wasi does not support {plural}: {call}"))

    refused.__name__ = refused.__qualname__ = name
    refused.__module__ = module.__name__
    setattr(module, name, refused)


def _no_processes():
    # Words and number are subprocess's own.
    return OSError(errno.ENOTSUP, "wasi does not support processes.")


def refuse_subprocess(subprocess):
    started = subprocess.Popen.__init__

    def __init__(self, args, *arguments, **options):
        program = args if isinstance(args, (str, bytes, os.PathLike)) else " ".join(map(str, args))
        try:
            started(self, args, *arguments, **options)
        except OSError as error:
            reports.unsupported("subprocess", f"subprocess: {program}", error)
            raise

    subprocess.Popen.__init__ = __init__


def refuse_multiprocessing(multiprocessing):
    def start(self):
        # Raised here, since no half-made process may be joined when the program ends.
        raise reports.unsupported("subprocess", "multiprocessing.Process.start", _no_processes())

    multiprocessing.process.BaseProcess.start = start

    def pool(self, *arguments, **options):
        raise reports.unsupported("subprocess", "multiprocessing.Pool", _no_processes())

    multiprocessing.context.BaseContext.Pool = pool
    multiprocessing.Pool = multiprocessing.context._default_context.Pool


def _refuse_threads():
    def refused(*arguments, **options):
        raise reports.unsupported("threads", "threading.Thread.start", RuntimeError("can't start new thread"))

    _thread.start_new_thread = _thread.start_new = _thread.start_joinable_thread = refused
    # It has the names of before.
    threading = sys.modules.get("threading")
    for name in ("_start_new_thread", "_start_joinable_thread"):
        if hasattr(threading, name):
            setattr(threading, name, refused)
