"""The two modes that make user namespaces."""

import os
import shutil
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from checks.harness import BINARY, libc

NAME, UID, GID = "cofferdamtest", 61234, 61235
CLONE_NEWNS = 0x20000


class Holder(unittest.TestCase):
    def test_holds_the_namespace_until_end_of_file(self):
        holder = subprocess.Popen([BINARY, "userns"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.assertEqual(b"U", holder.stdout.read(1))
        proc = Path(f"/proc/{holder.pid}")
        self.assertNotEqual(os.readlink("/proc/self/ns/user"), os.readlink(proc / "ns/user"))
        (proc / "uid_map").write_text("1000 0 1\n")
        self.assertEqual(["1000", "0", "1"], (proc / "uid_map").read_text().split())
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            holder.send_signal(number)
        self.assertIsNone(holder.poll())
        holder.stdin.close()
        self.assertEqual(0, holder.wait(5))
        holder.stdout.close()


class Rootless(unittest.TestCase):
    """As an ordinary user of its own, which a private mount namespace adds to /etc for the caller alone."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o755)
        self.binary = shutil.copy(BINARY, self.folder)
        self.files = {
            "passwd": Path("/etc/passwd").read_text() + f"{NAME}:x:{UID}:{GID}::/:/bin/sh\n",
            "subuid": f"other:1:2\n{NAME}:300000:65536\n{NAME}:500000:9\n",
            "subgid": f"{UID}:400000:65536\n",
        }

    def run_as_user(self, *arguments, path=None, user=True):
        for name, content in self.files.items():
            (self.folder / name).write_text(content)

        def lower():
            libc.unshare(CLONE_NEWNS)
            libc.mount(b"none", b"/", None, 0x44000, None)
            for name in self.files:
                libc.mount(bytes(self.folder / name), f"/etc/{name}".encode(), None, 0x1000, None)
            if user:
                os.setgroups([])
                os.setresgid(GID, GID, GID)
                os.setresuid(UID, UID, UID)
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # must not matter

        environment = {"PATH": path or "/usr/bin:/bin"}
        command = [self.binary, "rootless", *arguments]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=lower, env=environment, text=True, cwd="/"
        )
        out, err = process.communicate(timeout=10)
        return process.pid, process.returncode, out, err

    def refused(self, expected: str, *arguments, **options):
        _, status, out, err = self.run_as_user(*(arguments or ("--", "true")), **options)
        self.assertEqual((125, ""), (status, out), err)
        self.assertIn(expected, err)
        self.assertEqual(1, err.count("\n"), err)

    def test_same_process_is_root_of_its_namespaces(self):
        script = "echo $$; id -u; id -g; cat /proc/self/uid_map /proc/self/gid_map; mount -t tmpfs none /mnt && echo ok"
        pid, status, out, err = self.run_as_user("--", "sh", "-c", script)
        self.assertEqual((0, ""), (status, err))
        maps = f"0 {UID} 1 1 300000 65536 0 {GID} 1 1 400000 65536"
        self.assertEqual(f"{pid} 0 0 {maps} ok".split(), out.split())

    def test_status_and_signal_are_the_commands(self):
        self.assertEqual(7, self.run_as_user("--", "sh", "-c", "exit 7")[1])
        self.assertEqual(-15, self.run_as_user("--", "sh", "-c", "kill -TERM $$")[1])
        self.assertEqual(127, self.run_as_user("--", "no-such-command")[1])

    def test_no_range(self):
        self.files["subuid"] = f"{NAME}x:300000:65536\n{NAME}\n{NAME}:x:1\n{NAME}:5:0\n"
        self.refused("no range for cofferdamtest in /etc/subuid: sudo usermod --add-subuids")
        self.files["subuid"] = f"{NAME}:300000:65536\n"
        self.files["subgid"] = ""
        self.refused("sudo usermod --add-subgids")

    def test_tools_missing(self):
        self.refused("newuidmap is not installed: sudo apt-get install uidmap", path="/nowhere")

    def test_tool_refuses(self):
        (self.folder / "newuidmap").write_text("#!/bin/sh\necho 'newuidmap: no such luck' >&2; exit 1\n")
        (self.folder / "newuidmap").chmod(0o755)
        self.refused("newuidmap: no such luck", path=f"{self.folder}:/usr/bin:/bin")

    def test_or_plain_runs_it_without_a_namespace_and_says_why(self):
        self.files["subuid"] = ""
        script = 'id -u; echo "$COFFERDAM_ROOTLESS_REFUSED"'
        _, status, out, err = self.run_as_user("--or-plain", "--", "sh", "-c", script)
        self.assertEqual((0, ""), (status, err))
        self.assertIn(f"{UID}\nno range for cofferdamtest in /etc/subuid: sudo usermod", out)
        _, status, out, err = self.run_as_user("--or-plain", "--", "/bin/sh", "-c", script, path="/nowhere")
        self.assertIn("newuidmap is not installed", out)

    def test_root_and_wrong_arguments(self):
        self.refused("not root", "--", "true", user=False)
        self.refused("usage", "true")
        self.refused("usage", "--")
