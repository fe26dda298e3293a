# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(list(zip()), list(zip('ab')), list(zip('abc', [1, 2])), list(zip('ab', [1, 2], strict=True)), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, '', 'a', None])), list(filter(lambda x: x > 1, [1, 2, 3])), list(enumerate('ab', 5)), list(enumerate('a', start=-1)), dict(zip('ab', 'cd')), list(map(str, [])), list(reversed([1, 2])), list(reversed('ab')))
for function in [lambda: list(zip('abc', 'ab', strict=True)), lambda: list(zip('ab', 'abc', strict=True)), lambda: list(zip('ab', 'ab', 'a', strict=True)), lambda: zip(5), lambda: zip('a', 5), lambda: map(len), lambda: map(), lambda: list(map(5, [1])), lambda: filter(None), lambda: list(filter(5, [1])), lambda: enumerate(), lambda: enumerate(5), lambda: enumerate('a', 'b'), lambda: reversed({1}), lambda: reversed(5), lambda: list(map(int, ['1', 'x']))]:
    attempt(function)
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'))
attempt(next, it)
attempt(next, 5)
attempt(next, [1])
attempt(iter, 5)
print(list(iter(lambda c=[3]: c.append(c.pop() - 1) or c[0], 0)))
attempt(iter, 5, 0)
