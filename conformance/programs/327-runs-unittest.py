# A unittest run with a failure, an error, a skip and subtests.
import io
import os
import re
import unittest


class Tests(unittest.TestCase):
    def setUp(self):
        self.addCleanup(lambda: cleaned.append(self.id().split(".")[-1]))

    def test_fine(self):
        self.assertEqual(1 + 1, 2)

    def test_failure(self):
        self.assertEqual([1, 2], [1, 3])

    def test_error(self):
        {}["absent"]

    @unittest.skip("for a reason")
    def test_skipped(self):
        pass

    def test_subtests(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertNotEqual(number, 1)


cleaned, stream = [], io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Tests)
result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
print(result.testsRun, len(result.failures), len(result.errors), result.skipped[0][1], sorted(cleaned))
print(re.sub(r"File .*, line", "File, line", re.sub(r"\d\.\d+s", "0s", stream.getvalue())))
os._exit(not result.wasSuccessful())
