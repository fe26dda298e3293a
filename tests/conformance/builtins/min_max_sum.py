# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(max(1, 2), max([3, 1]), min('b', 'a'), max([], default=None), max('aa', 'b', key=len), min([3, 1, 2], key=lambda x: -x), max({'a': 1, 'b': 0}), sum([1, 2], 10), sum([[1], [2]], []), sum([0.1] * 10), sum([]), sum({1: 2}), max([1, 1.0]), min([True, 1]), sum([True, True]), max((1, 2), (1, 1)), min([[2], [1]]))
for function in [lambda: max(), lambda: max([]), lambda: max(5), lambda: max([1, 'a']), lambda: max(1, 2, default=3), lambda: max([1], key=5), lambda: max([1], nothing=1), lambda: min([None, 1]), lambda: sum('ab'), lambda: sum(['a']), lambda: sum([1], 'a'), lambda: sum([b'a'], b''), lambda: sum(5), lambda: sum(), lambda: sum([1], start=2, nothing=3)]:
    attempt(function)
print(sum([1], start=5), any([]), all([]), any([0, '', 'x']), all([1, 'a', []]))
attempt(any, 5)
attempt(all)
attempt(any, [], [])
