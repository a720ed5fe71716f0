"""Modules that are not here: says why, beside CPython's own ModuleNotFoundError."""

import sys

from _cofferdam import library, reports

# Parts of the standard library that need what wasm has not, by what they stand for.
PARTS = {
    "_bz2": "bz2", "_ctypes": "ctypes", "_curses": "curses", "_dbm": "dbm.ndbm", "_gdbm": "dbm.gnu",
    "_interpreters": "subinterpreters", "_lzma": "lzma", "_multiprocessing": "multiprocessing",
    "_posixshmem": "shared memory", "_posixsubprocess": "subprocess", "_ssl": "ssl", "_tkinter": "tkinter",
    "_zstd": "zstd", "concurrent.futures.process": "subprocess", "concurrent.futures.thread": "threads", "fcntl": "fcntl", "grp": "grp", "mmap": "mmap", "pwd": "pwd", "readline": "readline",
    "resource": "resource", "syslog": "syslog", "termios": "termios", "tkinter": "tkinter",
    "turtle": "tkinter", "ensurepip": "pip", "pip": "pip", "idlelib": "tkinter",
}
# What people import whose wheels hold machine code.
_NATIVE = frozenset("""
PIL aiohttp bcrypt cffi cryptography cv2 cython duckdb fiona gevent greenlet grpc h5py jax keras lightgbm
lxml matplotlib msgpack multidict numba numexpr numpy onnxruntime orjson pandas polars psutil psycopg2
pyarrow pydantic_core pygame pymongo pynacl regex scipy shapely simdjson skimage sklearn sqlalchemy
tensorflow tiktoken tokenizers torch ujson uvloop xgboost yaml zmq zstandard
""".split())


class _Watch:
    """First of the finders: finds nothing, but knows which of a program's imports cannot succeed."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        what = PARTS.get(name)
        if what is not None and not _probed(name):
            reports.unsupported(what, f"import {what if name.startswith('_') else name}")
        return None


def _probed(name):
    """Whether the library itself asks, and does without: nobody wants to hear of that."""
    if name.startswith("_"):
        return False
    frame = sys._getframe(2)
    while frame is not None and "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is None or frame.f_code.co_filename.startswith(library.PLACE)


def watch():
    sys.meta_path.insert(0, _Watch)


def explain(error):
    """Reports of the module whose absence ended the program; what it is that is not supported, or None."""
    top = (error.name or "").partition(".")[0]
    if not top:
        return None
    for name in (error.name, top):
        if name in PARTS:
            reports.unsupported(PARTS[name], f"import {name}")
            return PARTS[name]
    if top in library.names() and error.name != top:
        return None
    if top in library.names():
        reports.unsupported(top, f"import {top}")
        return top
    what = f"native wheel {top}" if top in _NATIVE else "pip"
    reports.unsupported(what, f"import {top}")
    return what
