"""Malformed frames and requests: the first end the connection, the second only the run, and nothing hangs."""

import array
import os
import random
import socket
import struct
import subprocess
import unittest

from checks.guests import LENGTH
from checks.harness import (
    ARGUMENT, BINARY, CGROUP, ENDED, ENVIRONMENT, GUEST, KILL, LIBRARY, LIMITS, PREOPEN, REFUSED, REQUEST, RUN, USER,
    Worker, compiled, ended, limits, part, record, user,
)

GOOD = part(GUEST, "python") + part(REQUEST, "12345") + part(LIMITS, limits())


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.artifact = compiled(LENGTH, "length")

    def streams(self, count: int = 3) -> list[int]:
        descriptors = [os.open("/dev/null", os.O_RDWR) for _ in range(count)]
        for descriptor in descriptors:
            self.addCleanup(os.close, descriptor)
        return descriptors

    def result_of(self, worker: Worker, payload: bytes, descriptors: list[int]):
        worker.ask(payload, descriptors)
        while (reply := worker.reply())[0] != ENDED:
            pass
        return ended(reply[2])

    def refused(self, payload: bytes, count: int = 3) -> None:
        with Worker("--python", self.artifact) as worker:
            result = self.result_of(worker, payload, self.streams(count))
            self.assertEqual(REFUSED, result.how, payload[:64])
            self.assertTrue(result.text.startswith("not a request: "), result.text)
            self.assertEqual(5, self.result_of(worker, GOOD, self.streams()).code)

    def test_the_good_request_is_good(self):
        with Worker("--python", self.artifact) as worker:
            self.assertEqual(5, self.result_of(worker, GOOD, self.streams()).code)

    def test_meaningless_fields(self):
        for bad in (
            GOOD + b"x",
            GOOD + struct.pack("<HHI", ARGUMENT, 1, 0),
            GOOD + struct.pack("<HHI", ARGUMENT, 0, 1),
            GOOD + struct.pack("<HHI", ARGUMENT, 0, 0xFFFFFFFF),
            GOOD + part(99, b""),
            GOOD + part(GUEST, "perl"),
            GOOD + part(ARGUMENT, b"a\0b"),
            GOOD + part(ENVIRONMENT, "NAME"),
            GOOD + part(ENVIRONMENT, "=x"),
            GOOD + part(PREOPEN, b"\1"),
            GOOD + part(PREOPEN, b"\2/w"),
            GOOD + part(PREOPEN, b"\1/w"),
            GOOD + part(LIMITS, b"x" * 63),
            GOOD + part(LIMITS, limits(flags=2)),
            GOOD + part(CGROUP, "relative"),
            GOOD + user(0, 1000),
            GOOD + user(1000, 0),
            GOOD + user(0xFFFFFFFF, 1000),
            GOOD + user(1000, 0xFFFFFFFF),
            GOOD + part(USER, b"123"),
            GOOD + b"".join(part(PREOPEN, b"\1/w") for _ in range(40)),
            part(GUEST, "python"),
            part(REQUEST, "{}"),
            part(GUEST, "module"),
        ):
            self.refused(bad)

    def test_too_few_and_too_many_descriptors(self):
        for count in (0, 1, 2, 4, 32):
            self.refused(GOOD, count)

    def test_random_payloads(self):
        chance = random.Random(6)
        with Worker("--python", self.artifact) as worker:
            for _ in range(300):
                raw = bytearray(GOOD)
                for _ in range(chance.randrange(1, 8)):
                    raw[chance.randrange(len(raw))] = chance.randrange(256)
                self.assertGreaterEqual(self.result_of(worker, bytes(raw), self.streams(3)).how, 0)
            self.assertEqual(5, self.result_of(worker, GOOD, self.streams()).code)

    @staticmethod
    def closed(worker: Worker) -> bool:
        try:
            return worker.socket.recv(1) == b""
        except ConnectionResetError:  # it did not read all of ours
            return True

    def test_a_bad_frame_ends_the_connection(self):
        for frame in (
            struct.pack("<IIQ", 3, 10, 1),
            struct.pack("<IIQ", RUN, 0, 1),
            struct.pack("<IIQ", RUN, (16 << 20) + 1, 1),
            struct.pack("<IIQ", RUN, 0xFFFFFFFF, 1),
            struct.pack("<IIQ", KILL, 1, 1),
            b"GET / HTTP/1.1\r\n\r\n",
        ):
            with Worker("--python", self.artifact) as worker:
                worker.socket.sendall(frame)
                self.assertTrue(self.closed(worker))
                self.assertEqual(0, worker.process.wait(10))

    def test_a_frame_cut_short(self):
        whole = record(RUN, GOOD)
        for length in (0, 1, 15, 16, 17, len(whole) - 1):
            with Worker("--python", self.artifact) as worker:
                worker.socket.sendall(whole[:length])
                worker.socket.shutdown(socket.SHUT_WR)
                self.assertTrue(self.closed(worker))
                self.assertEqual(0, worker.process.wait(10))

    def test_more_descriptors_than_a_message_takes(self):
        with Worker("--python", self.artifact) as worker:
            worker.ask(GOOD, self.streams(40))
            self.assertEqual(0, worker.process.wait(10))

    def test_a_request_byte_by_byte(self):
        with Worker("--python", self.artifact) as worker:
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", self.streams()))]
            whole = record(RUN, GOOD)
            worker.socket.sendmsg([whole[:1]], rights)
            for byte in whole[1:]:
                worker.socket.sendall(bytes([byte]))
            while (reply := worker.reply())[0] != ENDED:
                pass
            self.assertEqual(5, ended(reply[2]).code)

    def test_a_standard_input_that_is_no_socket(self):
        command = [BINARY, "serve", "--library", LIBRARY]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=10)
        self.assertEqual((125, True), (done.returncode, "a socket" in done.stderr))

    def test_closed_standard_descriptors(self):
        with Worker("--python", self.artifact, prepare=lambda: os.closerange(1, 10)) as worker:
            self.assertEqual(5, worker.run("python", json="12345", preopens=[("/tmp", "/t", 0)]).code)

    def test_killing_what_does_not_run(self):
        with Worker("--python", self.artifact) as worker:
            worker.socket.sendall(record(KILL, b"", 77))
            self.assertEqual(5, self.result_of(worker, GOOD, self.streams()).code)
