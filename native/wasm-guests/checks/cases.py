"""What the tests of both guests share: one resident worker, and ways to ask of a program's end."""

import atexit
import os
import unittest
from functools import cache
from pathlib import Path

from checks.guest import Guests, Result, build


@cache
def guests() -> Guests:
    worker, paths = build(Path(os.environ["GUESTS_CACHE"]), "library", "python", "js")
    running = Guests(worker, paths)
    atexit.register(running.close)
    return running


class GuestCase(unittest.TestCase):
    """`guest` and `name` are set by the classes below it."""

    guest = ""
    name = ""

    def run_program(self, source: str | None, *arguments: str, **options) -> Result:
        return guests().run(self.guest, options.pop("name", self.name), source, *arguments, **options)

    def prints(self, source: str, expected: str, **options) -> Result:
        result = self.run_program(source, **options)
        self.assertEqual((result.stdout, result.stderr, result.how, result.code), (expected, "", 0, 0), result)
        return result

    def ends(self, source: str, code: int, **options) -> Result:
        result = self.run_program(source, **options)
        self.assertEqual((result.how, result.code), (0, code), result)
        return result

    def uncaught(self, result: Result) -> dict:
        told = result.told("uncaught")
        self.assertEqual(len(told), 1, result)
        return told[0]
