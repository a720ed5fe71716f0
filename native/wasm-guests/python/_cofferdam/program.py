"""One run: makes the instance look like a fresh interpreter, then runs the program in it."""

import builtins
import json
import linecache
import logging
import os
import random
import runpy
import sys
import time
import types
from importlib.machinery import SourceFileLoader

from _cofferdam import ending, library, streams, system

_modules = frozenset()
_last_module = ""
_shadowable = frozenset()
# Not json.loads: its look for white space around the text brings the engine of regular expressions in.
_read = json.JSONDecoder().raw_decode
# What CPython itself has imported before it looks at a program: a file beside the program with such a
# name is not found elsewhere either.
_STARTED_WITH = frozenset("""
__main__ _abc _codecs _collections_abc _frozen_importlib _frozen_importlib_external _imp _io _signal
_sitebuiltins _stat _thread _warnings _weakref abc builtins codecs encodings genericpath io marshal os
posix posixpath site stat sys time zipimport
""".split())


def remember_the_modules():
    global _modules, _last_module, _shadowable
    _modules = frozenset(sys.modules)
    _last_module = next(reversed(sys.modules))
    _shadowable = library.names() - _STARTED_WITH - frozenset(sys.builtin_module_names)


def run(text):
    """Runs what the request asks for and returns the exit code with its flags."""
    try:
        request, _ = _read(text)
        _settle(request)
        error = _outcome(request)
        code = 0 if error is None else ending.of(error)
    except SystemExit as late:
        code = ending.of(late)
    # Nothing of the program may be held by this frame when its destructors run.
    error = request = None
    code = _finish(code)
    if not streams.flush() and code == 0:
        code = ending.LOST_OUTPUT
    return code


def _finish(code):
    try:
        ending.finish(_modules, _last_module)
    except SystemExit as late:
        return ending.of(late)
    except BaseException as error:
        ending.without_our_frames(error)
        ending.show(error)
    return code


def _settle(request):
    """The parts of the interpreter's state that differ from run to run."""
    os.environ.clear()
    os.environ.update(request.get("env", {}))
    random.seed()
    logging._startTime = time.time_ns()
    system.restart_the_clock()
    streams.open_all()
    try:
        os.chdir(request.get("cwd", "/"))
    except OSError:
        # Then the first relative path says so.
        pass
    sys.argv = list(request["argv"])
    sys.orig_argv = ["python3", *sys.argv]
    sys.path[:] = [*request.get("path", []), library.PLACE]
    _forget_shadowed(request.get("path", []))


def _forget_shadowed(folders):
    """A file beside the program with a library module's name comes first, as everywhere."""
    for folder in folders[:1]:
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        # Each object of the snapshot that is looked at costs a copy of its page: only what must be.
        names = {name for entry in entries if (name := entry.removesuffix(".py")) in _shadowable}
        if names:
            for module in [name for name in sys.modules if name.partition(".")[0] in names]:
                del sys.modules[module]


def _outcome(request):
    """Runs the program; the exception that ended it, or None."""
    try:
        command = request.get("command", "script")
        if command == "-m":
            runpy._run_module_as_main(request.get("module") or request["source"])
        else:
            _run_source(request, command)
    except BaseException as error:
        return error
    return None


def _source(request, command):
    """The program's text as bytes, since a comment in it may name its encoding."""
    source = request.get("source")
    if source is not None:
        return source.encode("utf-8", "surrogateescape")
    if command == "-":
        return sys.stdin.buffer.read()
    with open(request["filename"], "rb") as file:
        return file.read()


def _run_source(request, command):
    main = types.ModuleType("__main__")
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    name = request["filename"]
    source = _source(request, command)
    # For tracebacks; without a time it is never looked up on disk, where the file may be another by then.
    lines = source.decode("utf-8", "replace").splitlines(True)
    linecache.cache[name] = (len(source), None, lines, name)
    if command == "script":
        main.__file__ = name
        main.__loader__ = SourceFileLoader("__main__", name)
    exec(compile(source, name, "exec", dont_inherit=True), main.__dict__)
