"""What wasm cannot: a clear exception and a report; the program may go on."""

from checks.cases import GuestCase


class PythonRefusals(GuestCase):
    guest, name = "python", "main.py"

    def refused(self, source: str, error: str, what: str) -> None:
        with self.subTest(source):
            result = self.ends(source, 1)
            self.assertIn(error, result.stderr)
            self.assertIn(what, [report["what"] for report in result.told("unsupported")], result.reports)
            self.assertEqual(self.uncaught(result).get("unsupported"), what)

    def test_processes(self):
        for call in ("import subprocess; subprocess.run(['ls'])", "import os; os.system('ls')", "import os; os.fork()", "import os; os.popen('ls')", "import os; os.pipe()",
                     "import os; os.execv('/bin/ls', ['ls'])", "import multiprocessing as m; m.Process(target=print).start()", "import multiprocessing as m; m.Pool(2)",
                     "import asyncio; asyncio.run(asyncio.create_subprocess_exec('ls'))"):
            self.refused(call, "OSError", "subprocess")

    def test_threads(self):
        for call in ("import threading; threading.Thread(target=print).start()", "import _thread; _thread.start_new_thread(print, ())",
                     "from concurrent.futures import ThreadPoolExecutor as T\nT().submit(print)", "import asyncio; asyncio.run(asyncio.to_thread(print))"):
            self.refused(call, "RuntimeError: can't start new thread", "threads")

    def test_sockets(self):
        for call in ("import socket; s = socket.socket(); s.bind(('', 0))", "import socket; socket.create_connection(('localhost', 80))", "import socket; socket.socketpair()",
                     "import asyncio; asyncio.run(asyncio.start_server(print, 'localhost', 1))", "import asyncio; asyncio.run(asyncio.start_unix_server(print, '/x'))",
                     "import http.server as h; h.HTTPServer(('', 8000), h.BaseHTTPRequestHandler)"):
            self.refused(call, "OSError", "sockets")

    def test_network(self):
        for call, destination in (("import socket; socket.create_connection(('1.2.3.4', 80))", "1.2.3.4:80"), ("import socket; socket.gethostbyname('example.com')", "example.com"),
                                  ("import urllib.request as u; u.urlopen('http://example.com/')", "example.com:80"), ("import urllib.request as u; u.urlopen('https://example.com/')", "example.com:443"),
                                  ("import asyncio; asyncio.run(asyncio.open_connection('example.com', 443))", "example.com:443"), ("import smtplib; smtplib.SMTP('mail.example.com')", "mail.example.com:25"),
                                  ("import socket; socket.socket(socket.AF_INET6).connect(('2001:db8::1', 9))", "[2001:db8::1]:9")):
            with self.subTest(call):
                result = self.ends(call, 1)
                self.assertEqual([report["destination"] for report in result.told("network")], [destination])

    def test_parts_of_the_library(self):
        for module in ("ssl", "ctypes", "bz2", "lzma", "fcntl", "mmap", "resource", "termios", "readline", "curses", "tkinter"):
            self.refused(f"import {module}", "ModuleNotFoundError", module)

    def test_packages(self):
        self.refused("import numpy as np", "ModuleNotFoundError: No module named 'numpy'", "native wheel numpy")
        self.refused("import requests", "ModuleNotFoundError: No module named 'requests'", "pip")
        result = self.ends("import requests", 1)
        self.assertEqual(result.told("unsupported")[0]["with"], "runc, runsc")

    def test_signals(self):
        self.refused("import signal; signal.alarm(1)", "OSError", "signals")

    def test_programs_that_cope(self):
        self.prints("import subprocess, threading\ntry:\n    subprocess.run('ls')\nexcept OSError as e:\n    print(e.strerror)\n"
                    "try:\n    threading.Thread().start()\nexcept RuntimeError as e:\n    print(e)", "wasi does not support processes.\ncan't start new thread\n")

    def test_nothing_is_told_of_what_works(self):
        for source in ("import asyncio, platform, uuid, tempfile, logging, shutil, smtplib, urllib.request\nprint(platform.platform(), uuid.uuid1() != None)",
                       "import unittest, doctest, pdb, tarfile, zipfile, concurrent.futures, multiprocessing"):
            self.assertEqual(self.ends(source, 0).reports, [])
