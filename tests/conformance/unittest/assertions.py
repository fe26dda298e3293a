# SPDX-License-Identifier: Apache-2.0
import unittest


class T(unittest.TestCase):
    pass


t = T()


def attempt(name, *arguments, **keywords):
    try:
        getattr(t, name)(*arguments, **keywords)
        print(name, "holds")
    except AssertionError as error:
        print(name, "fails:", error)


attempt("assertEqual", 1, 1)
attempt("assertEqual", 1, 2)
attempt("assertEqual", 1, 2, "numbers")
attempt("assertNotEqual", 1, 1)
attempt("assertTrue", 0)
attempt("assertFalse", [1], msg="empty")
attempt("assertIsNone", 1)
attempt("assertIsNotNone", None)
attempt("assertIs", [], [])
attempt("assertIsNot", None, None)
attempt("assertIn", 1, [2])
attempt("assertNotIn", "a", "abc")
attempt("assertGreater", 1, 2)
attempt("assertGreaterEqual", 2, 2)
attempt("assertLess", 2, 1)
attempt("assertLessEqual", 2, 1)
attempt("assertIsInstance", 1, str)
attempt("assertNotIsInstance", 1, int)
attempt("assertAlmostEqual", 0.1 + 0.2, 0.3)
attempt("assertAlmostEqual", 1.0, 1.1)
attempt("assertAlmostEqual", 1.0, 1.1, delta=0.2)
attempt("assertAlmostEqual", 1.0, 1.5, places=1)
attempt("assertNotAlmostEqual", 1.0, 1.0)
attempt("assertRegex", "abc", "b")
attempt("assertRegex", "abc", "x")
attempt("assertNotRegex", "abc", "b")
attempt("assertCountEqual", [1, 2, 2], [2, 1, 2])
attempt("assertRaises", ValueError, int, "x")
attempt("assertRaises", ValueError, int, "1")
attempt("fail", "because")
with t.assertRaises(ZeroDivisionError) as caught:
    1 / 0
print(repr(caught.exception))
with t.assertRaisesRegex(ValueError, "invalid"):
    int("x")
try:
    with t.assertRaises(KeyError):
        pass
except AssertionError as error:
    print(error)
try:
    with t.assertRaises(KeyError):
        raise IndexError("other")
except IndexError as error:
    print(error)
