"""Malformed launch requests: always exit 125, never a crash, a hang or a started program."""

import os
import random
import struct
import unittest

from checks.harness import LISTENER, R_FAILED, S_REQUEST, Launched, body, framed, run

GOOD = body(["/bin/true", "x"], environment=["A=b", "C=d"], limits=[(4, 0, 0)], size=(80, 24))


class Requests(unittest.TestCase):
    def refused(self, raw: bytes, closes=False) -> None:
        init = Launched().send(raw)
        if closes:
            init.channel.socket.shutdown(1)
        else:
            record = init.channel.record()
            self.assertEqual((R_FAILED, S_REQUEST), (record.type, record.extra), raw[:64])
        self.assertEqual((125, b"", b""), init.finish(), raw[:64])

    def test_the_good_request_is_good(self):
        self.assertEqual((0, b"", b""), Launched().send(framed(GOOD)).finish())

    def test_magic_and_length(self):
        self.refused(struct.pack("<II", 0x31444644, 4))
        self.refused(struct.pack("<II", 0x31444643, 0))
        self.refused(struct.pack("<II", 0x31444643, (96 << 20) + 1))
        self.refused(struct.pack("<II", 0x31444643, 0xFFFFFFFF))

    def test_engine_dies_before_or_within_the_request(self):
        for length in (0, 4, 8, 40):
            self.refused(framed(GOOD)[:length], closes=True)

    def test_every_truncation(self):
        for length in range(1, len(GOOD)):
            self.refused(framed(GOOD[:length]))

    def test_meaningless_values(self):
        for bad in (
            GOOD + b"x",
            body([]),
            body(["/bin/true"], flags=16),
            body(["/bin/true"], flags=LISTENER),
            body(["/bin/true"], umask=0o1000),
            body(["/bin/tr\0ue"]),
            body(["/bin/true"], environment=["NAME"]),
            body(["/bin/true"], environment=["=x"]),
            body(["/bin/true"], cwd=b"/\0"),
            body(["/bin/true"], limits=[(7, 1, 1)] * 65),
            body(["/bin/true"], program=bytes(8 * 4097)),
        ):
            self.refused(framed(bad))

    def test_counts_beyond_what_is_left(self):
        for at in (12, 36, 46, 67):  # rlimits, filter, arguments, environment
            for count in (0xFFFFFFFF, 0x40000000, 0x7FFFFFFF, 1000):
                self.refused(framed(GOOD[:at] + struct.pack("<I", count) + GOOD[at + 4 :]))

    def test_random_bodies(self):
        source = random.Random(4)
        for _ in range(300):
            init = Launched().send(framed(source.randbytes(source.randrange(1, 400))))
            self.assertEqual(125, init.finish()[0])

    def test_random_changes(self):
        """A changed byte may leave a request good, but init then ends as the program or by a known status."""
        source = random.Random(5)
        for _ in range(300):
            changed = bytearray(GOOD)
            for _ in range(source.randrange(1, 4)):
                changed[source.randrange(len(changed))] = source.randrange(256)
            changed[0] &= ~LISTENER & 0xFF  # nobody here would answer a listener
            self.assertIn(Launched().send(framed(bytes(changed))).finish()[0], (0, 125, 126, 127))

    def test_large_request(self):
        environment = [f"N{number}={'x' * 90000}" for number in range(16)] + ["PATH=/bin"]
        status, out, _ = run(["sh", "-c", "echo ${#N15}"], environment=environment)
        self.assertEqual((0, b"90000\n"), (status, out))

    def test_too_large_an_argument_is_the_kernels_answer(self):
        init = Launched().ask(["/bin/true", "x" * 10_000_000])
        record = init.channel.record()
        self.assertEqual((R_FAILED, 7, b"/bin/true"), (record.type, record.value, record.text))  # E2BIG
        self.assertEqual(126, init.finish()[0])

    def test_largest_allowed_length(self):
        init = Launched().send(framed(bytes(96 << 20)))
        self.assertEqual(R_FAILED, init.channel.record().type)
        self.assertEqual(125, init.finish()[0])

    def test_without_a_channel(self):
        status = os.waitstatus_to_exitcode(os.system(f"{os.environ['COFFERDAM_INIT']} init 3>&- 2>/dev/null"))
        self.assertEqual(125, status)
