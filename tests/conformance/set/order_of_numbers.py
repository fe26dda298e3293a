# SPDX-License-Identifier: Apache-2.0
# Numbers, and tuples and frozen sets of them, have the same hashes in every process, and so sets of them have one order.
print({3, 1, 2}, {10, 5, 20, 15}, set([5, 3, 1]), {x * x for x in range(10)}, {1, 2, 3, 16, 20}, {100, 7, 33, 64, 8})
print(set(range(20)), set(range(-5, 5)), set(range(100, 0, -7)), {i * 37 % 101 for i in range(40)})
print({(1, 2), (0, 0), (3, 4), (1, 0)}, {(x, y) for x in range(3) for y in range(3)})
print({1.5, 2.5, 0.1, 3.0}, {True, 2, 0}, frozenset([9, 4, 1]), {frozenset([1, 2]), frozenset([3])})
print({-3, -2, -1, 0, 1}, {2**61 - 1, 2**61, 5, 2**70}, {0.5, 1, 1.5, 2})
for x in {9, 1, 5, 77, 34}:
    print(x, end=" ")
print(list({5, 4, 3}), tuple({30, 20, 10}), [*{8, 16, 24}], dict.fromkeys({3, 2, 1}), sum({1, 2}))
numbers = [4, 2, 7, 2, 9, 4, 100, 55]
print(set(numbers), set(n for n in numbers if n > 3), set(map(int, "93817")), set({n: 1 for n in numbers}), set({1: 2}.keys()))
x, y, *rest = {5, 6, 7, 8}
print(x, y, rest, max({4, 9}), sorted({4, 9, 1}, key=lambda n: 0))
