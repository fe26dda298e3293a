# SPDX-License-Identifier: Apache-2.0
a = [1]
b = a
c = [1]
print(a is b, a is c, a == c, a is not c, None is None, True is True, () is not None, a is not None, 'x' == 'x', not a is c)
print(1 in [1, 2], 'a' in 'cat', 'k' in {'k': 1}, 1 in (1,), 1 in {1}, 3 in range(5), '' in 'a', None in [None], 'b' not in ['a'], not 'b' in ['a'], [1] in [[1]], (1, 2) in {(1, 2): 0}, b'a' in b'cat', 97 in b'a')
x = None
print(x is None, x is not None, x == None, not x, x or 'default', x and x.nothing)
for bad in [lambda: 1 in 1, lambda: 1 in None, lambda: 1 in 'abc', lambda: [] in {1}, lambda: 'a' in 5, lambda: None in 'abc', lambda: {} in {}]:
    try:
        print(bad())
    except TypeError as error:
        print(error)
