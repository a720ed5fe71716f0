"""An event loop for asyncio where nothing but time can happen: no sockets, no pipes, no threads."""

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.selector_events
import asyncio.unix_events
import errno
import selectors
import socket
import time

from _cofferdam import network, reports

# A loop with nothing to wait for waits for ever, as elsewhere; in pieces, to stay interruptible.
_LONGEST_SLEEP = 3600


class _Clock(selectors._BaseSelectorImpl):
    """A selector for which no file ever gets ready."""

    def select(self, timeout=None):
        if timeout is None:
            time.sleep(_LONGEST_SLEEP)
        elif timeout > 0:
            time.sleep(timeout)
        return []


def _refusing(call):
    async def refused(self, *arguments, **options):
        error = OSError(errno.ENOTSUP, f"wasi does not support sockets: {call}")
        raise reports.unsupported("sockets", f"asyncio.{call}", error)

    return refused


class _UnixSelectorEventLoop(asyncio.selector_events.BaseSelectorEventLoop):
    """Named as the one it stands in for, since programs print it."""

    def __init__(self, selector=None):
        super().__init__(_Clock())

    # The self-pipe wakes the loop for signals and other threads.
    def _make_self_pipe(self):
        self._ssock = self._csock = None

    def _close_self_pipe(self):
        self._ssock = self._csock = None

    def _write_to_self(self):
        pass

    def add_signal_handler(self, sig, callback, *args):
        pass

    def remove_signal_handler(self, sig):
        return False

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return socket.getaddrinfo(host, port, family, type, proto, flags)

    async def create_connection(self, factory, host=None, port=None, **options):
        if host is None:
            return await _refusing("create_connection")(self)
        for *_, address in socket.getaddrinfo(host, port):
            with socket.socket() as probe:
                probe.connect(address)

    def run_in_executor(self, executor, func, *args):
        if executor is None:
            # Before an executor is made, which would want a thread again to be shut down.
            raise reports.unsupported("threads", "loop.run_in_executor", RuntimeError("can't start new thread"))
        return super().run_in_executor(executor, func, *args)

    async def _make_subprocess_transport(self, protocol, args, *arguments, **options):
        error = OSError(errno.ENOTSUP, "wasi does not support processes.")
        raise reports.unsupported("subprocess", "asyncio.create_subprocess", error)

    create_server = _refusing("create_server")
    create_unix_server = _refusing("create_unix_server")
    create_unix_connection = _refusing("create_unix_connection")
    create_datagram_endpoint = _refusing("create_datagram_endpoint")
    connect_read_pipe = _refusing("connect_read_pipe")
    connect_write_pipe = _refusing("connect_write_pipe")


_UnixSelectorEventLoop.__module__ = "asyncio.unix_events"


def install():
    loop = _UnixSelectorEventLoop
    # asyncio defines these only where it finds sockets of that kind.
    for name in ("start_unix_server", "open_unix_connection"):
        setattr(asyncio, name, lambda *arguments, _refused=_refusing(name), **options: _refused(None))
    for module in (asyncio, asyncio.unix_events):
        module.SelectorEventLoop = module.EventLoop = loop
    asyncio.unix_events._UnixSelectorEventLoop = loop
    # Its name before CPython 3.14.
    policy = getattr(asyncio.unix_events, "_DefaultEventLoopPolicy", None) or asyncio.DefaultEventLoopPolicy
    policy._loop_factory = loop
