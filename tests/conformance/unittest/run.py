# SPDX-License-Identifier: Apache-2.0
import io
import unittest


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class up")

    @classmethod
    def tearDownClass(cls):
        print("class down")

    def setUp(self):
        print("up", self._testMethodName)
        self.stack = Stack()

    def tearDown(self):
        print("down")

    def test_push(self):
        self.stack.push(1)
        self.assertEqual(self.stack.items, [1])

    def test_pop(self):
        self.stack.push(1)
        self.assertEqual(self.stack.pop(), 1)
        with self.assertRaises(IndexError):
            self.stack.pop()

    def test_wrong(self):
        self.assertEqual(1, 2)

    def test_error(self):
        raise KeyError("k")

    @unittest.skip("not now")
    def test_skipped(self):
        print("never")

    @unittest.skipIf(True, "condition")
    def test_skipped_too(self):
        print("never")

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    def test_parts(self):
        self.addCleanup(print, "cleaned")
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)


class Empty(unittest.TestCase):
    def helper(self):
        print("never")


out = io.StringIO()
suite = unittest.TestLoader().loadTestsFromTestCase(StackTest)
print(suite.countTestCases())
result = unittest.TextTestRunner(stream=out).run(suite)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
print(out.getvalue().split("\n")[0], out.getvalue().split("\n")[-2])
print(StackTest("test_pop"), StackTest("test_pop").id())
unittest.main()
