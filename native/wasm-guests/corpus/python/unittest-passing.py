"""unittest with set-up, sub-tests and skips; what it says goes to stderr."""
import io
import unittest

class Stack:
    def __init__(self):
        self.items = []
    def push(self, x):
        self.items.append(x)
    def pop(self):
        if not self.items:
            raise IndexError("empty")
        return self.items.pop()

class StackTest(unittest.TestCase):
    def setUp(self):
        self.stack = Stack()
    def test_push(self):
        self.stack.push(1)
        self.assertEqual(self.stack.pop(), 1)
    def test_empty(self):
        with self.assertRaisesRegex(IndexError, "emp"):
            self.stack.pop()
    def test_many(self):
        for n in (1, 2):
            with self.subTest(n=n):
                self.assertLess(n, 3)
    @unittest.skip("not now")
    def test_skipped(self):
        self.fail()
    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

out = io.StringIO()
result = unittest.TextTestRunner(out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(StackTest))
print(result.testsRun, len(result.failures), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
print("test_push" in out.getvalue(), "OK (skipped=1, expected failures=1)" in out.getvalue())
