# SPDX-License-Identifier: Apache-2.0
def double(x):
    return x * 2


def apply(function, *values):
    return [function(value) for value in values]


print(apply(double, 1, 'a', [0]))
print(apply(str, 1, None, [1]))
print(apply(len, 'abc', [1], {}))
table = {'double': double, 'len': len}
print(table['double'](4), table['len']('abc'))
other = double
print(other is double, other == double, other(5), double.__name__, callable(double), callable(3))
print(list(map(double, [1, 2])), list(filter(None, [0, 1, '', 'a'])))
print(sorted(['bb', 'a', 'ccc'], key=len, reverse=True))
print((lambda a, b=2, *c: (a, b, c))(1), (lambda: None)())
