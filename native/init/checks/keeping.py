"""keep: a process that is confined before it begins, and ended with its owner, its time or its keeper."""

import os
import signal
import socket
import tempfile
import time
import unittest
from pathlib import Path

from checks.harness import R_EXITED, R_FAILED, R_STARTED, Channel, eventually, in_child, wait_for

R_USED, R_CONFINED = 14, 15
USER = 700123
# What an interpreter reads of this host.
READABLE = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/self", "/dev/urandom"]
PYTHON = os.path.realpath("/usr/bin/python3")
PROBE = """
import os, socket
def attempt(what, call):
    try:
        call(); print(what, 'done')
    except OSError as error:
        print(what, os.strerror(error.errno))
attempt('socket', lambda: socket.socket())
attempt('fork', os.fork)
attempt('kill', lambda: os.kill(os.getppid(), 0))
attempt('shadow', lambda: open('/etc/passwd'))
attempt('elsewhere', lambda: open('/tmp/cofferdam-keep', 'w'))
attempt('home', lambda: open('made', 'w').write('x'))
print(os.getuid(), os.getgid(), os.getcwd())
for line in open('/proc/self/status'):
    if line.startswith(('NoNewPrivs', 'CapEff', 'Seccomp:', 'Groups')): print(line.rstrip())
"""


class Keeping(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o711)
        self.home = Path(folder.name) / "home"
        self.home.mkdir(mode=0o700)
        os.chown(self.home, USER, USER)

    def start(self, *command, millis=20000, options=()) -> None:
        ours, theirs = socket.socketpair()
        self.out, end = os.pipe()
        null = os.open("/dev/null", os.O_RDWR)
        words = ["keep", "--deadline-ms", str(millis), "--home", str(self.home), "--user", f"{USER}:{USER}"]
        for path in READABLE:
            words += ["--read", path]
        self.pid = in_child([*words, *options, "--", *command], {0: null, 1: end, 2: end, 3: theirs.fileno()})
        theirs.close()
        os.close(end)
        os.close(null)
        self.channel = Channel(ours)
        self.addCleanup(ours.close)

    def records(self) -> dict:
        found = {}
        while record := self.channel.record():
            found[record.type] = record
        return found

    def printed(self) -> str:
        with os.fdopen(self.out) as stream:
            return stream.read()

    def first(self) -> int:
        while record := self.channel.record():
            if record.type == R_STARTED:
                return record.value
        raise AssertionError("nothing was started")

    def test_it_has_nothing_but_its_home(self):
        self.start(PYTHON, "-IBS", "-c", PROBE)
        text = self.printed()
        records = self.records()
        self.assertIn("socket Operation not permitted", text)
        self.assertIn("fork Operation not permitted", text)
        self.assertIn("kill Operation not permitted", text)
        self.assertIn("home done", text)
        self.assertIn(f"{USER} {USER} {self.home}", text)
        self.assertRegex(text, r"(?m)^Groups:\s*$")
        self.assertIn("NoNewPrivs:\t1", text)
        self.assertIn("CapEff:\t0000000000000000", text)
        self.assertIn("Seccomp:\t2", text)
        if records[R_CONFINED].value == 1:
            self.assertIn("shadow Permission denied", text)
            self.assertIn("elsewhere Permission denied", text)
        self.assertEqual(records[R_EXITED].value, 0)
        self.assertGreater(records[R_USED].extra, 0)
        self.assertEqual(wait_for(self.pid), 0)

    def test_its_status_and_its_signal_are_told(self):
        self.start(PYTHON, "-IBSc", "import sys; sys.exit(7)")
        self.assertEqual(self.records()[R_EXITED].value, 7)
        self.start(PYTHON, "-IBSc", "import signal; signal.raise_signal(signal.SIGSEGV)")
        ended = self.records()[R_EXITED]
        self.assertEqual((ended.value, ended.extra), (139, 11))

    def test_no_root(self):
        for ids in ("0:0", f"{USER}:0", f"{2**32 - 1}:{USER}", f"{USER}:{2**32 - 1}", f"{2**32}:{USER}"):
            self.start(PYTHON, "-c", "1", options=("--user", ids))
            self.assertEqual(self.records(), {}, ids)
            self.assertEqual(wait_for(self.pid), 125, ids)

    def test_what_cannot_be_started_says_so(self):
        self.start("/no/such/program")
        records = self.records()
        self.assertEqual(records[R_FAILED].value, 2)
        self.assertEqual(records[R_EXITED].value, 127)

    def test_its_deadline_is_kept(self):
        begun = time.monotonic()
        self.start(PYTHON, "-IBSc", "while True: pass", millis=500)
        self.assertEqual(self.records()[R_EXITED].extra, signal.SIGKILL)
        self.assertLess(time.monotonic() - begun, 10)

    def test_the_owner_ends_it(self):
        self.start(PYTHON, "-IBSc", "while True: pass")
        self.first()
        self.channel.socket.sendall(b"K")
        self.assertEqual(self.records()[R_EXITED].extra, signal.SIGKILL)

    def test_it_dies_with_its_owner_and_with_its_keeper(self):
        for end in (lambda: self.channel.socket.close(), lambda: os.kill(self.pid, signal.SIGKILL)):
            self.start(PYTHON, "-IBSc", "while True: pass")
            kept = self.first()
            end()
            for _ in eventually("its end", 10):
                if not self.runs(kept):
                    break
            wait_for(self.pid)

    @staticmethod
    def runs(process: int) -> bool:
        try:
            return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False
