"""stdin, stdout and stderr: unbuffered, UTF-8. Made when the snapshot is taken, and untouched until a run."""

import io
import sys


class _Whole(io.FileIO):
    """A raw file that writes all it is given: the text layer above does not look at the count."""

    def write(self, data):
        written = super().write(data)
        view = memoryview(data).cast("B")
        while written is not None and written < len(view):
            more = super().write(view[written:])
            if not more:
                break
            written += more
        return written


def _output(descriptor, name, errors):
    raw = _Whole(descriptor, "w", closefd=False)
    raw.name = name
    # As PYTHONUNBUFFERED=1: what was printed is out, however the program ends.
    stream = io.TextIOWrapper(raw, "utf-8", errors, "\n", write_through=True)
    stream.mode = "w"
    return stream


def _input():
    raw = io.FileIO(0, "r", closefd=False)
    raw.name = "<stdin>"
    stream = io.TextIOWrapper(io.BufferedReader(raw), "utf-8", "surrogateescape")
    stream.mode = "r"
    return stream


# The error handlers are those of the locale C.UTF-8.
_IN, _OUT, _ERR = _input(), _output(1, "<stdout>", "surrogateescape"), _output(2, "<stderr>", "backslashreplace")
if any(stream.seekable() for stream in (_IN, _OUT, _ERR)):
    raise RuntimeError("the streams of the build are files, and a run's are not")


def open_all():
    sys.stdin = sys.__stdin__ = _IN
    sys.stdout = sys.__stdout__ = _OUT
    sys.stderr = sys.__stderr__ = _ERR


def flush():
    """Flushes what the program may have put in their place; false when output is lost."""
    whole = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except Exception:
            whole = False
    return whole
