# SPDX-License-Identifier: Apache-2.0
import contextlib
import unittest
import warnings


def old(text="old"):
    warnings.warn(text, DeprecationWarning)
    return 3


class Warns(unittest.TestCase):
    def test_context(self):
        with self.assertWarns(DeprecationWarning) as seen:
            old("gone")
        self.assertEqual(str(seen.warning), "gone")
        self.assertEqual(len(seen.warnings), 1)

    def test_call(self):
        self.assertIsNone(self.assertWarns((UserWarning, DeprecationWarning), old, "x"))

    def test_pattern(self):
        with self.assertWarnsRegex(DeprecationWarning, "b+"):
            old("abba")

    def test_nothing(self):
        with self.assertRaisesRegex(AssertionError, "UserWarning not triggered"):
            with self.assertWarns(UserWarning):
                pass

    def test_nothing_of_a_call(self):
        with self.assertRaisesRegex(AssertionError, "UserWarning not triggered by old"):
            self.assertWarns(UserWarning, old)

    def test_other_text(self):
        with self.assertRaisesRegex(AssertionError, '"z" does not match "old"'):
            with self.assertWarnsRegex(DeprecationWarning, "z"):
                old()

    def test_error(self):
        with self.assertRaises(KeyError):
            with self.assertWarns(UserWarning):
                raise KeyError(1)

    def test_enter_context(self):
        @contextlib.contextmanager
        def noted():
            print("in")
            yield 5
            print("out")
        self.assertEqual(self.enterContext(noted()), 5)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Warns).run(result)
print(result.testsRun, result.failures, result.errors)
