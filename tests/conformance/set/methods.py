# SPDX-License-Identifier: Apache-2.0
s = {3, 1, 2}
print(sorted(s), len(s), 1 in s, 5 not in s, sorted(s | {4}), sorted(s & {1, 9}), sorted(s - {1}), sorted(s ^ {1, 7}))
s.add(4)
s.add(4)
s.discard(99)
s.discard(1)
s.remove(2)
print(sorted(s), sorted(s.union([9], (8,))), sorted(s.intersection([3])), sorted(s.difference([3])), sorted(s.symmetric_difference([3, 5])))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1} >= set(), {1, 2}.issubset([1, 2, 3]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1, 2} == {2, 1}, {1} == [1])
s.update([1, 2], 'a')
print(sorted(map(str, s)))
s.clear()
print(s, set(), set([]), frozenset(), set('') == set(), {1} == frozenset([1]), frozenset([1]), len(set('hello')))
t = {1}
t |= {2}
t &= {2, 3}
t -= {5}
t ^= {9}
print(sorted(t), sorted({x % 3 for x in range(10)}), sorted(set([1, 1.0, True])), sorted({'b', 'a'} | {'c'}))
u = {1, 2}
v = u.copy()
v.add(3)
print(sorted(u), sorted(v), {None}, {(1, 2)}, {'only'})
for bad in [lambda: {[]}, lambda: set(5), lambda: {1}.remove(7), lambda: set().pop(), lambda: {1} + {2}, lambda: {1} | [2], lambda: {1}[0], lambda: {{1}}, lambda: {1} < [1], lambda: {1}.add([])]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
