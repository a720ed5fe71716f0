"""Changes to modules of the library, made right after a program imported them: nothing is loaded for what it does
not use."""

import importlib.machinery
import os
import sys

from _cofferdam import library


def _asyncio(module):
    from _cofferdam import clock_loop

    clock_loop.install()


def _hashlib(module):
    if not hasattr(module, "pbkdf2_hmac"):
        from _cofferdam import keys

        keys.fill_in()


def _multiprocessing(module):
    from _cofferdam import processes

    processes.refuse_multiprocessing(module)


def _platform(module):
    from _cofferdam import system

    system.name_no_processor(module)


def _signal(module):
    from _cofferdam import processes

    processes.refuse_signals(module)


def _socket(module):
    from _cofferdam import network

    network.refuse()


def _subprocess(module):
    from _cofferdam import processes

    processes.refuse_subprocess(module)


def _urllib(module):
    from _cofferdam import https

    https.define()


def _zoneinfo(module):
    zones = library.OURS + "/zoneinfo"
    # Where the guest has none of its own.
    if os.path.isdir(zones):
        module.reset_tzpath([zones])


_CHANGES = {
    "asyncio": _asyncio, "hashlib": _hashlib, "multiprocessing": _multiprocessing, "platform": _platform,
    "signal": _signal, "socket": _socket, "subprocess": _subprocess, "urllib.request": _urllib,
    "zoneinfo": _zoneinfo,
}


class _Arrivals:
    """A finder that finds nothing itself, and hangs a change behind what the others found."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        change = _CHANGES.pop(name, None)
        if change is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Then(spec.loader, change)
        return spec


class _Then:
    """A loader that is another one, and makes a change when that is done."""

    def __init__(self, loader, change):
        self._loader, self._change = loader, change

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._change(module)


def watch():
    for name in [name for name in _CHANGES if name in sys.modules]:
        _CHANGES.pop(name)(sys.modules[name])
    sys.meta_path.insert(0, _Arrivals)
