"""The standard library inside the snapshot.

At run time there is no disk with a library on it. Every module is kept as a marshalled code object, so
that importing one costs no compilation, and as its compressed source, so that tracebacks and `inspect`
show lines as they do elsewhere. Time zones are kept as the package `tzdata`.
"""

import importlib.abc
import importlib.machinery
import io
import marshal
import os
import sys
import zlib

PLACE = "/python"
# Big, and of no use without a screen, an installer or a compiler.
_LEFT_OUT = ("ensurepip", "idlelib", "lib2to3", "site-packages", "test", "tkinter", "turtledemo", "turtle.py")
# CPython has these frozen; tracebacks of `-m` name them so.
_FROZEN = {"runpy": "<frozen runpy>"}

_modules = {}
_resources = {}


class _Module:
    """One module: its code, its compressed source and where it seems to lie."""

    __slots__ = ("path", "package", "code", "source")

    def __init__(self, path, package, code, source):
        self.path, self.package, self.code, self.source = path, package, code, source


class Library(importlib.abc.InspectLoader, importlib.abc.MetaPathFinder):
    """Finder and loader of all that was taken."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        module = _modules.get(name)
        if module is None:
            return None
        spec = importlib.machinery.ModuleSpec(name, cls, origin=module.path, is_package=module.package)
        spec.has_location = True
        if module.package:
            spec.submodule_search_locations = [os.path.dirname(module.path)]
        return spec

    @staticmethod
    def create_module(spec):
        return None

    @classmethod
    def exec_module(cls, module):
        exec(cls.get_code(module.__name__), module.__dict__)

    @classmethod
    def get_code(cls, name):
        return marshal.loads(cls._module(name).code)

    @classmethod
    def get_source(cls, name):
        return zlib.decompress(cls._module(name).source).decode()

    @classmethod
    def is_package(cls, name):
        return cls._module(name).package

    @classmethod
    def get_filename(cls, name):
        return cls._module(name).path

    @staticmethod
    def get_data(path):
        try:
            return zlib.decompress(_resources[os.fspath(path)])
        except KeyError:
            raise FileNotFoundError(path) from None

    @classmethod
    def get_resource_reader(cls, name):
        return _Reader(os.path.dirname(cls._module(name).path))

    @staticmethod
    def _module(name):
        try:
            return _modules[name]
        except KeyError:
            raise ImportError(f"no module {name} in the library", name=name) from None


class _Reader:
    """What importlib.resources asks for a package's data."""

    def __init__(self, folder):
        self._folder = folder

    def files(self):
        return _Resource(self._folder)


class _Resource:
    """A file or folder of a package's data (importlib.resources' Traversable)."""

    def __init__(self, path):
        self._path = path
        self.name = os.path.basename(path)

    def joinpath(self, *parts):
        return _Resource(os.path.normpath(os.path.join(self._path, *parts)))

    __truediv__ = joinpath

    def is_file(self):
        return self._path in _resources

    def is_dir(self):
        return any(path.startswith(self._path + "/") for path in _resources)

    def iterdir(self):
        begin = self._path + "/"
        names = {path[len(begin):].partition("/")[0] for path in _resources if path.startswith(begin)}
        return iter([_Resource(begin + name) for name in sorted(names)])

    def read_bytes(self):
        return Library.get_data(self._path)

    def read_text(self, encoding="utf-8", errors="strict"):
        return self.read_bytes().decode(encoding, errors)

    def open(self, mode="r", *arguments, **options):
        data = io.BytesIO(self.read_bytes())
        return data if "b" in mode else io.TextIOWrapper(data, *arguments, **options)

    def __str__(self):
        return self._path


def names():
    """The top-level names of the library."""
    return frozenset(name for name in _modules if "." not in name) | set(sys.builtin_module_names)


def take():
    """Reads the whole library off the build's disk."""
    _take_below(PLACE, PLACE)
    for folder in sys.path:
        if os.path.isdir(os.path.join(folder, "tzdata")):
            _take_below(folder, os.path.join(folder, "tzdata"))


def _take_below(root, top):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in _LEFT_OUT and name != "__pycache__"]
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith(".py"):
                if name not in _LEFT_OUT:
                    _take_module(root, path)
            elif root != PLACE:
                with open(path, "rb") as file:
                    _resources[PLACE + path[len(root):]] = zlib.compress(file.read(), 9)


def _take_module(root, path):
    package = path.endswith("/__init__.py")
    inner = path[len(root) + 1: -len("/__init__.py" if package else ".py")]
    name = inner.replace("/", ".")
    place = PLACE + path[len(root):]
    with open(path, "rb") as file:
        source = file.read()
    code = compile(source, _FROZEN.get(name, place), "exec", dont_inherit=True)
    text = importlib.util.decode_source(source).encode()
    _modules[name] = _Module(place, package, marshal.dumps(code), zlib.compress(text, 9))


def leave_the_build():
    """From here on only the snapshot is there: no import may look at the build's folders again."""
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if name in _modules and spec is not None and spec.origin not in ("built-in", "frozen"):
            module.__loader__ = spec.loader = Library
            spec.cached = None
            module.__dict__.pop("__cached__", None)
    sys.meta_path.append(Library)
    sys.path[:] = [PLACE]
    sys.path_importer_cache.clear()
    sys.path_importer_cache[PLACE] = None
