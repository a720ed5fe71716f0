"""The network: there is none. Names do not resolve and connections are refused, both with a report."""

import errno
import ipaddress
import socket

from _cofferdam import reports

# What a host without a resolver says; the number is Linux's.
_NO_NAME = (-3, "Temporary failure in name resolution")
_HOST_NAME = "wasm"
_LOCAL_NAMES = {_HOST_NAME: "127.0.0.1", "localhost": "127.0.0.1", "localhost.localdomain": "127.0.0.1", "ip6-localhost": "::1"}


def refuse():
    socket.socket = socket.SocketType = OfflineSocket
    socket.getaddrinfo = _getaddrinfo
    socket.gethostbyname = _gethostbyname
    socket.gethostbyname_ex = lambda host: (host, [], [_gethostbyname(host)])
    socket.gethostbyaddr = lambda host: _no_name(host, None, "gethostbyaddr")
    socket.gethostname = lambda: _HOST_NAME
    socket.getfqdn = lambda name="": name or _HOST_NAME
    socket.socketpair = _socketpair


def destination(address):
    """An address as people write it."""
    if not isinstance(address, tuple) or len(address) < 2:
        return str(address)
    host = f"[{address[0]}]" if ":" in str(address[0]) else address[0]
    return f"{host}:{address[1]}"


def _is_local(address):
    host = address[0] if isinstance(address, tuple) and address else ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _LOCAL_NAMES


def _unreachable(address, call):
    if _is_local(address):
        return _no_sockets(call)
    return reports.network(destination(address), call, OSError(errno.ENETUNREACH, "Network is unreachable"))


def _no_sockets(call):
    error = OSError(errno.ENOTSUP, f"wasi does not support sockets: {call}")
    return reports.unsupported("sockets", f"socket.{call}", error)


class OfflineSocket(socket.socket):
    """A socket as far as it comes without any: it can be made and set up, and then leads nowhere."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        # Not the base's, which asks WASI for a socket and is refused.
        self._io_refs, self._closed, self._timeout = 0, False, socket.getdefaulttimeout()
        self._family = socket.AF_INET if family == -1 else family
        self._type = socket.SOCK_STREAM if type == -1 else type
        self._options = {}

    family = property(lambda self: socket._intenum_converter(self._family, socket.AddressFamily))
    type = property(lambda self: socket._intenum_converter(self._type, socket.SocketKind))
    proto = property(lambda self: 0)
    timeout = property(lambda self: self._timeout)

    def settimeout(self, value):
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, level, option, value, *length):
        self._options[level, option] = value

    def getsockopt(self, level, option, *length):
        return self._options.get((level, option), 0)

    def getsockname(self):
        return ("0.0.0.0", 0)

    def getpeername(self):
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    def shutdown(self, how):
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    def connect(self, address):
        raise _unreachable(address, "connect")

    def connect_ex(self, address):
        return _unreachable(address, "connect").errno

    def sendto(self, data, *flags_and_address):
        raise _unreachable(flags_and_address[-1], "sendto")

    def sendmsg(self, buffers, ancillary=(), flags=0, address=None):
        raise _unreachable(address, "sendmsg")


OfflineSocket.__name__ = OfflineSocket.__qualname__ = "socket"
OfflineSocket.__module__ = "socket"


def _refuse_method(call):
    def refused(self, *arguments, **options):
        raise _no_sockets(call)

    refused.__name__ = call
    setattr(OfflineSocket, call, refused)


for _name in ("bind", "listen", "accept", "recv", "recv_into", "recvfrom", "recvfrom_into", "send", "sendall", "dup"):
    _refuse_method(_name)


def _socketpair(*arguments, **options):
    raise _no_sockets("socketpair")


def _literal(host):
    """The IP address that a host is without any resolver, or None."""
    if host is None or host == "":
        return ipaddress.ip_address("127.0.0.1")
    if isinstance(host, bytes):
        host = host.decode()
    try:
        return ipaddress.ip_address(_LOCAL_NAMES.get(host, host))
    except ValueError:
        return None


def _no_name(host, port, call):
    where = destination((host, port)) if port is not None else str(host)
    raise reports.network(where, call, socket.gaierror(*_NO_NAME))


def _getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    address = _literal(host)
    if address is None:
        _no_name(host, port, "getaddrinfo")
    number = int(port) if port is not None and str(port).isdigit() else _service(port)
    six = address.version == 6
    where = (str(address), number, 0, 0) if six else (str(address), number)
    kind = socket.SocketKind(type) if type else socket.SOCK_STREAM
    return [(socket.AF_INET6 if six else socket.AF_INET, kind, proto, "", where)]


def _service(port):
    services = {None: 0, "http": 80, "https": 443, "ftp": 21, "smtp": 25, "domain": 53, "ssh": 22}
    if port not in services:
        raise socket.gaierror(-8, "Servname not supported for ai_socktype")
    return services[port]


def _gethostbyname(host):
    address = _literal(host)
    return str(address) if address is not None else _no_name(host, None, "gethostbyname")
