"""How a program ends: its exit code, its traceback, its exit handlers, its last destructors."""

import atexit
import errno
import gc
import sys

from _cofferdam import missing, reports

# Flags beside the exit code, for the engine's diagnosis.
OUT_OF_MEMORY = 256
TOO_DEEP = 512
# CPython's code when flushing at the end fails.
LOST_OUTPUT = 120

_OURS = __file__.rpartition("/")[0]


def of(error):
    """The exit code of a program that ended by this exception; prints it as CPython does."""
    if isinstance(error, SystemExit):
        return _of_exit(error.code)
    without_our_frames(error)
    show(error)
    _report(error)
    # The parser, too, has a MemoryError for what is too deep; that one has a text.
    if isinstance(error, MemoryError) and not error.args:
        return 1 | OUT_OF_MEMORY
    if isinstance(error, RecursionError):
        return 1 | TOO_DEEP
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def _of_exit(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 255
    try:
        sys.stderr.write(f"{code}\n")
    except Exception:
        pass
    return 1


def without_our_frames(error):
    """A traceback begins in the program, not in its runner."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(_OURS):
        trace = trace.tb_next
    error.__traceback__ = trace


def show(error):
    sys.last_exc, sys.last_type, sys.last_value = error, type(error), error
    sys.last_traceback = error.__traceback__
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit:
        raise
    except BaseException as second:
        _show_both(error, second)


def _show_both(error, second):
    for heading, shown in (("Error in sys.excepthook:", second), ("\nOriginal exception was:", error)):
        try:
            sys.stderr.write(heading + "\n")
            without_our_frames(shown)
            sys.__excepthook__(type(shown), shown, shown.__traceback__)
        except BaseException:
            # Memory or stack are so short that not even a traceback can be made.
            sys.stderr.write(type(shown).__name__ + "\n")


def _report(error):
    try:
        fields = {"type": reports.shortened(type(error).__name__, reports.LONGEST_NAME), "message": reports.shortened(str(error))}
        if isinstance(error, OSError) and error.errno is not None:
            # By name: the numbers are WASI's.
            fields["errname"] = errno.errorcode.get(error.errno, "")
            if error.filename is not None:
                fields["path"] = reports.shortened(str(error.filename))
        what = getattr(error, "_cofferdam_unsupported", None)
        if isinstance(error, AttributeError) and what is not None:
            reports.unsupported(what, str(error))
        if isinstance(error, ModuleNotFoundError):
            what = missing.explain(error)
        elif isinstance(error, OSError) and error.errno == errno.EILSEQ:
            what = "file names that are no UTF-8"
            reports.unsupported(what, str(error))
        if what is not None:
            fields["unsupported"] = what
        destination = getattr(error, "_cofferdam_destination", None)
        if destination is not None:
            fields["dest"] = reports.shortened(destination)
        reports.uncaught(fields)
    except Exception:
        # A report is a hint; the program's own str() may do anything.
        reports.uncaught({"type": reports.shortened(type(error).__name__, reports.LONGEST_NAME), "message": ""})


def _newer_than(module):
    """Names of modules, from the newest on. Those of the snapshot come first in the dictionary and stay unlooked
    at: each that is looked at costs a copy of its page."""
    newer = []
    for name in reversed(sys.modules):
        if name == module:
            break
        newer.append(name)
    return newer


def finish(modules_before, last_of_them):
    """What CPython does between the program's last line and its exit."""
    # Only where it was imported can anything wait in it; some guests would have to load it.
    if "threading" in sys.modules:
        sys.modules["threading"]._shutdown()
    atexit._run_exitfuncs()
    for name in ("last_exc", "last_type", "last_value", "last_traceback", "argv", "path"):
        sys.__dict__.pop(name, None)
    # The program's objects lose their names here, and with that their destructors run.
    sys.modules.pop("__main__", None)
    for name in _newer_than(last_of_them):
        if name not in modules_before:
            del sys.modules[name]
    gc.collect()
