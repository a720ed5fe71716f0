"""The whole way with every runc of this machine."""

import json
import os
import shutil
import struct
import subprocess
from pathlib import Path

from checks.harness import BINARY, PATH, R_EXITED, R_GONE, Channel, body, framed
from checks.watching import ROOT, WatchdogCase

RUNCS = [path for path in ("/usr/sbin/runc", str(Path.home() / "go/bin/runc")) if os.access(path, os.X_OK)]


class Runc(WatchdogCase):
    """The whole way: watchdog, runc, init as PID 1 and uid 1000 of its own user namespace, program."""

    hierarchies = ("unified", "pids", "freezer")

    def bundle(self) -> None:
        root = self.folder / "root"
        for name in ("usr", "proc", "dev", "tmp"):
            (root / name).mkdir(parents=True)
        for name in ("bin", "lib", "lib64"):
            (root / name).symlink_to(f"usr/{name}")
        shutil.copy(BINARY, root / "cofferdam-init")
        self.folder.chmod(0o755)
        bind = {"type": "bind", "options": ["rbind", "ro", "nosuid", "nodev"]}
        mapping = [{"containerID": 0, "hostID": 700000, "size": 65536}]
        config = {
            "ociVersion": "1.0.2",
            "process": {
                "user": {"uid": 1000, "gid": 1000},
                "args": ["/cofferdam-init", "init"],
                "cwd": "/",
                "noNewPrivileges": True,
                "capabilities": {},
            },
            "root": {"path": "root", "readonly": True},
            "mounts": [
                {"destination": "/proc", "type": "proc", "source": "proc"},
                {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
                {
                    "destination": "/dev/pts",
                    "type": "devpts",
                    "source": "devpts",
                    "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"],
                },
                {"destination": "/usr", "source": "/usr", **bind},
            ],
            "linux": {
                "uidMappings": mapping,
                "gidMappings": mapping,
                "cgroupsPath": f"/{self.groups[0].name}/inside/box",
                "namespaces": [{"type": name} for name in ("pid", "mount", "ipc", "uts", "user", "network", "cgroup")],
            },
        }
        (self.folder / "config.json").write_text(json.dumps(config))

    def box(self, runc: str, arguments, **options):
        self.bundle()
        self.state = ["--root", str(self.folder / "state")]
        command = [runc, *self.state, "run", "--detach", "--preserve-fds", "1", "--bundle", str(self.folder)]
        channel = self.start(command=[*command, "--pid-file", str(self.pid_file), "box"], millis=20000)
        inner = Channel(self.sandbox)
        inner.socket.sendall(framed(body(arguments, environment=[PATH], **options)))
        return channel, inner

    def finish(self, runc: str, channel: Channel) -> None:
        channel.socket.sendall(b"K")
        self.assertEqual(0, self.expect(channel, R_GONE).value)
        subprocess.run([runc, *self.state, "delete", "--force", "box"], check=True)
        for controller in ROOT.iterdir():  # runc's own, in hierarchies that this test did not name
            for inner in ("inside/box", "inside", ""):
                leaf = controller / self.groups[0].name / inner
                if leaf.is_dir():
                    leaf.rmdir()

    def each(self, check) -> None:
        self.assertNotEqual([], RUNCS)
        for runc in RUNCS:
            with self.subTest(runc):
                for group in self.groups:
                    (group / "inside").mkdir(parents=True, exist_ok=True)
                check(runc)
            shutil.rmtree(self.folder / "root")

    def test_script_is_pid_1(self):
        script = "echo $$ $(id -u); grep -E 'CapEff|NoNewPrivs' /proc/self/status; ls /proc/1/fd"

        def check(runc: str) -> None:
            channel, inner = self.box(runc, ["sh", "-c", script])
            self.assertTrue(inner.at_end())
            self.started(channel)
            self.assertEqual(0, self.expect(channel, R_EXITED).value)
            words = os.read(self.out, 4096).decode().split()
            self.assertEqual(["1", "1000", "CapEff:", "0" * 16, "NoNewPrivs:", "1", "0", "1", "2"], words)
            self.finish(runc, channel)

        self.each(check)

    def test_program_that_ends_at_once(self):
        def check(runc: str) -> None:
            channel, _ = self.box(runc, ["false"])
            self.started(channel)
            self.assertEqual(1, self.expect(channel, R_EXITED).value)
            self.finish(runc, channel)

        self.each(check)

    def test_abort_and_terminal_under_supervision(self):
        def check(runc: str) -> None:
            script = "tty; test $PPID = 1 && kill -ABRT $$"
            channel, inner = self.box(runc, ["sh", "-c", script], flags=3, size=(80, 24))
            master = inner.record().descriptors[0]
            self.started(channel)
            ended = self.expect(channel, R_EXITED)
            self.assertEqual((134, 0), (ended.value, ended.extra))
            self.assertEqual(b"/dev/pts/0\r\n", os.read(master, 100))
            os.close(master)
            self.finish(runc, channel)

        self.each(check)

    def test_deadline(self):
        def check(runc: str) -> None:
            channel, _ = self.box(runc, ["sh", "-c", "sleep 100 & sleep 100"])
            self.started(channel)
            channel.socket.sendall(b"D" + struct.pack("<Q", 100))
            ended = self.expect(channel, R_EXITED)
            self.assertEqual((137, 9), (ended.value, ended.extra))
            self.assertEqual(set(), self.members())
            self.finish(runc, channel)

        self.each(check)
