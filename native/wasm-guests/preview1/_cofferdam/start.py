"""One run: the interpreter as the program shall find it, then the program."""

import builtins
import os
import sys
import types

from _cofferdam import arrivals, ending, library, missing, processes, reports, streams, system

_CODE = 255
_NOT_OURS = ("PYTHONHOME",)


def run(words):
    """Runs what the words of boot.py ask for, and ends the interpreter."""
    leave = os._exit
    command, filename, module, cwd, count, *rest = words
    folders, argv = rest[: int(count)], rest[int(count) :]
    try:
        _settle(cwd, folders, argv)
        error = _outcome(command, filename, module)
        code = 0 if error is None else ending.of(error)
    except SystemExit as late:
        code = ending.of(late)
    # Nothing of the program may be held by this frame when its destructors run.
    error = None
    code = _finish(code)
    if not streams.flush() and code == 0:
        code = ending.LOST_OUTPUT
    if code & ending.OUT_OF_MEMORY:
        reports.exhausted("memory")
    if code & ending.TOO_DEEP:
        reports.exhausted("recursion")
    # What the interpreter would do further, the end of its memory does.
    leave(code & _CODE)


def _finish(code):
    try:
        ending.finish(_modules, _last_module)
    except SystemExit as late:
        return ending.of(late)
    except BaseException as error:
        ending.without_our_frames(error)
        ending.show(error)
    return code


def _settle(cwd, folders, argv):
    global _modules, _last_module
    leave = os._exit
    _know_what_is_there()
    arrivals.watch()
    processes.refuse()
    _leave_out(processes.ASKED_FOR)
    system.fill_in()
    system.restart_the_clock()
    # The worker takes the code as it is.
    os._exit = leave
    for name in _NOT_OURS:
        os.environ.pop(name, None)
    streams.open_all()
    try:
        os.chdir(cwd)
    except OSError:
        # Then the first relative path says so.
        pass
    sys.argv = argv
    sys.orig_argv = ["python3", *argv]
    sys.path[:] = [*folders, *(place for place in sys.path if place.startswith(library.PLACE))]
    _forget_shadowed(folders)
    _modules = frozenset(sys.modules)
    _last_module = next(reversed(sys.modules))


def _leave_out(names):
    """Modules that are imported later ask whether these are there, and take a yes for processes."""
    for name in names:
        delattr(os, name)

    def absent(name):
        error = AttributeError(f"module 'os' has no attribute {name!r}", name=name, obj=os)
        if name in names:
            error._cofferdam_unsupported = "subprocess"
        raise error

    os.__getattr__ = absent


def _know_what_is_there():
    """The component lacks more."""
    for name in [name for name in missing.PARTS if name in sys.builtin_module_names]:
        del missing.PARTS[name]


def _forget_shadowed(folders):
    """A file beside the program with a library module's name comes first, as everywhere."""
    for folder in folders[:1]:
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        names = {entry.removesuffix(".py") for entry in entries} & library.names()
        for module in [name for name in sys.modules if name.partition(".")[0] in names - _STARTED_WITH]:
            del sys.modules[module]


# As program.py of the component has it.
_STARTED_WITH = frozenset("""
__main__ _abc _codecs _collections_abc _frozen_importlib _frozen_importlib_external _imp _io _signal
_sitebuiltins _stat _thread _warnings _weakref abc builtins codecs encodings genericpath io marshal os
posix posixpath site stat sys time zipimport
""".split())


def _outcome(command, filename, module):
    """Runs the program; the exception that ended it, or None."""
    try:
        main = types.ModuleType("__main__")
        main.__builtins__ = builtins
        sys.modules["__main__"] = main
        if command == "-m":
            import runpy

            runpy._run_module_as_main(module)
        else:
            _run_source(main, command, filename)
    except BaseException as error:
        return error
    return None


def _run_source(main, command, filename):
    if command == "-c":
        source, filename = filename.encode("utf-8", "surrogateescape"), "<string>"
    elif command == "-":
        source, filename = sys.stdin.buffer.read(), "<stdin>"
    else:
        with open(filename, "rb") as file:
            source = file.read()
        main.__file__ = filename
    exec(compile(source, filename, "exec", dont_inherit=True), main.__dict__)
