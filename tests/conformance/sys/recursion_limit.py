# SPDX-License-Identifier: Apache-2.0
import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(sys.getrecursionlimit())
try:
    depth(5000)
except RecursionError as error:
    print(error)
sys.setrecursionlimit(20000)
print(sys.getrecursionlimit(), depth(10000))
sys.setrecursionlimit(10 ** 6)
print(depth(30000))
for limit in [0, -5, 10 ** 12, "x"]:
    try:
        sys.setrecursionlimit(limit)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
sys.setrecursionlimit(100)
try:
    depth(200)
except RecursionError as error:
    print(error)
