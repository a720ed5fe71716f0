"""What init tells of the inside, and that it waits for the answer."""

import errno
import os
import resource
import unittest

from checks.harness import INSIDE, LISTENER, R_INSIDE, R_LISTENER, R_RUNS, SUPERVISE, Launched, Record
from checks.launch import ALLOW, KILL, NOTIFY, TIMES, answering


class Inside(unittest.TestCase):
    def told(self, init: Launched) -> Record:
        record = init.channel.record()
        self.assertEqual((R_INSIDE, 6), (record.type, len(record.texts)))
        return record

    def test_it_is_what_the_kernel_says(self):
        init = Launched(new_pid_namespace=True).ask(["true"], flags=INSIDE)
        release, version, proc_version, log, mounts, status = self.told(init).texts
        self.assertEqual((os.uname().release, os.uname().version), (release.decode(), version.decode()))
        with open("/proc/version", "rb") as file:
            self.assertEqual(file.read(), proc_version)
        self.assertLessEqual(len(log), 1024)
        self.assertIn(b" / ", mounts)
        self.assertIn(b"NSpid:\t", status)
        self.assertTrue(status.endswith(b"\n"))
        init.channel.socket.sendall(b"G")
        self.assertEqual((0, b"", b""), init.finish())

    def test_waits_for_go(self):
        for answer in (b"", b"X"):
            init = Launched().ask(["echo", "ran"], flags=INSIDE)
            self.told(init)
            self.assertEqual((0, 0), os.waitpid(init.pid, os.WNOHANG))
            init.channel.socket.sendall(answer)
            self.assertEqual((125, b"", b""), init.finish())

    def test_the_status_has_the_filter_and_one_go_is_enough(self):
        for supervise in (0, SUPERVISE):
            program = answering([TIMES], NOTIFY, ALLOW)
            init = Launched().ask(["echo", "ran"], flags=INSIDE | LISTENER | supervise, program=program)
            listener = init.channel.record()
            self.assertEqual((R_LISTENER, 1), (listener.type, len(listener.descriptors)))
            status = self.told(init).texts[5]
            self.assertIn(b"\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n", status)
            init.channel.socket.sendall(b"G")
            if supervise:
                self.assertEqual(R_RUNS, init.channel.record().type)
            self.assertEqual((0, b"ran\n", b""), init.finish())
            os.close(listener.descriptors[0])

    def test_a_refused_log_is_told_with_its_error(self):
        self.assertEqual(0, self.told(Launched().ask(["true"], flags=INSIDE)).value)

        def become_nobody():
            os.setgroups([])
            os.setresuid(65534, 65534, 65534)

        init = Launched(prepare=become_nobody).ask(["true"], flags=INSIDE)
        record = self.told(init)
        refused = open("/proc/sys/kernel/dmesg_restrict").read().strip() == "1"
        self.assertEqual((errno.EPERM, b"") if refused else (0, record.texts[3]), (record.value, record.texts[3]))
        init.finish()

    def test_what_init_calls_after_the_filter(self):
        """Only openat more than without a look inside."""
        allowed = [0, 3, 46, 59, 231, 257]  # read, close, sendmsg, execve, exit_group, openat
        init = Launched().ask(["no-such-tool"], flags=INSIDE, program=answering(allowed, ALLOW, KILL))
        self.assertIn(b"Seccomp:\t2", self.told(init).texts[5])
        init.channel.socket.sendall(b"G")
        init.channel.record()
        self.assertEqual(127, init.finish()[0])

    def test_what_cannot_be_opened_is_empty(self):
        init = Launched().ask(["/bin/true"], flags=INSIDE, limits=[(resource.RLIMIT_NOFILE, 4, 4)])
        self.assertEqual(b"", self.told(init).texts[5])
        init.channel.socket.sendall(b"G")
        self.assertEqual(0, init.finish()[0])

    def test_an_engine_that_dies_is_not_waited_for(self):
        self.assertEqual((125, b"", b""), Launched().ask(["echo", "ran"], flags=INSIDE).finish())
