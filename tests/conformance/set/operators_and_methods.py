# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

a, b = {1, 2, 3}, frozenset([3, 4])
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), type(a | b).__name__, type(b | a).__name__, a > {1}, a >= a, a < a, a == frozenset(a), a.isdisjoint([9]), sorted(a.union([7], (8,))), sorted(a.intersection([1, 2], [2])), sorted(a.difference([1], [2])), a.issubset(range(9)), a.issuperset([1]), {1, 1.0, True}, set(), frozenset(), {1} == {1.0})
a.update([5], {6}); a.discard(99); a.remove(1); a -= {2}; a ^= {5, 9}; a &= {3, 6, 9}; a |= {0}
print(sorted(a), len(a), a.copy() == a)
for function in [lambda: a.remove(77), lambda: a.add([]), lambda: set().pop(), lambda: a | [1], lambda: a < [1], lambda: a + a, lambda: a[0], lambda: set(5), lambda: {[]}, lambda: a.union(5), lambda: b.add(1), lambda: hash(a), lambda: set(1, 2), lambda: a.discard([]), lambda: [] in a, lambda: a.pop(1), lambda: a.update(5)]:
    attempt(function)
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 'x'}[frozenset([1])], {1, 2} in [{2, 1}], frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])})
