"""HTTPS: without `ssl` the library does not know it at all; but what fails is the network."""

import http.client as client
import socket
import urllib.request as request


def define():
    class HTTPSConnection(client.HTTPConnection):
        "As http.client's, as far as it comes."

        default_port = client.HTTPS_PORT

        def __init__(self, host, port=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                     source_address=None, context=None, blocksize=8192):
            super().__init__(host, port, timeout, source_address, blocksize=blocksize)

    class HTTPSHandler(request.AbstractHTTPHandler):
        "As urllib.request's."

        def __init__(self, debuglevel=None, context=None, check_hostname=None):
            super().__init__(debuglevel)

        def https_open(self, asked):
            return self.do_open(HTTPSConnection, asked)

        https_request = request.AbstractHTTPHandler.do_request_

    HTTPSConnection.__module__, HTTPSHandler.__module__ = "http.client", "urllib.request"
    HTTPSConnection.__qualname__, HTTPSHandler.__qualname__ = "HTTPSConnection", "HTTPSHandler"
    client.HTTPSConnection, request.HTTPSHandler = HTTPSConnection, HTTPSHandler
