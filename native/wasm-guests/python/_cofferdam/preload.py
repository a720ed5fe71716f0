"""The modules that are imported while the snapshot is taken: to a program importing one costs nothing."""

import importlib

# Also every module of the library that tries `ssl`, `bz2` or the like and does without: their trying
# must be over before missing.py watches for it.
_NAMES = """
__future__ abc argparse array ast asyncio asyncio.taskgroups asyncio.timeouts atexit base64 binascii bisect
calendar cmath cmd code codecs codeop collections collections.abc colorsys concurrent.futures
concurrent.futures.process concurrent.futures.thread configparser contextlib contextvars copy copyreg csv
dataclasses datetime decimal difflib dis doctest email email.message email.mime.multipart email.mime.text
email.policy encodings.ascii encodings.idna encodings.latin_1 encodings.raw_unicode_escape
encodings.unicode_escape encodings.utf_16 encodings.utf_8_sig enum errno faulthandler filecmp fileinput
fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib gzip hashlib heapq
hmac html html.entities html.parser http http.client http.cookiejar http.cookies http.server imaplib
importlib importlib.metadata importlib.resources importlib.util inspect io ipaddress itertools json
json.tool keyword linecache locale logging logging.config logging.handlers marshal math mimetypes
multiprocessing multiprocessing.dummy multiprocessing.pool numbers opcode operator optparse os pathlib
pdb pickle pickletools pkgutil platform plistlib poplib pprint profile pstats queue quopri random re
reprlib runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver
sqlite3 stat statistics string string.templatelib stringprep struct subprocess symtable sysconfig tabnanny
tarfile tempfile textwrap threading time timeit token tokenize tomllib trace traceback tracemalloc types
typing unicodedata unittest unittest.mock urllib urllib.error urllib.parse urllib.request uuid warnings
wave weakref webbrowser wsgiref.simple_server xml.dom.minidom xml.etree.ElementTree xml.sax xmlrpc.client
zipapp zipfile zipimport zlib zoneinfo _strptime _pydatetime _pydecimal _colorize
""".split()


def all_modules():
    for name in _NAMES:
        importlib.import_module(name)
