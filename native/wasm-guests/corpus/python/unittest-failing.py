"""unittest.main ends with 1 when a test fails."""
import unittest

class Broken(unittest.TestCase):
    def test_fine(self):
        self.assertIn(1, [1])

    def test_broken(self):
        self.assertEqual({"a": 1}, {"a": 2})

print("before")
unittest.main(argv=["prog"])
