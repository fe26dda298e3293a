# SPDX-License-Identifier: Apache-2.0
def nothing():
    pass


def ellipsis():
    ...


print(nothing(), ellipsis())
x = [1, 2, 3, 4]
del x[0]
print(x)
del x[1:]
print(x)
d = {'a': 1, 'b': 2}
del d['a']
print(d)
del d, x[0]
print(x)
assert True
assert 1 < 2, 'fine'
try:
    assert 1 > 2
except AssertionError as error:
    print(repr(str(error)), repr(error))
try:
    assert [] , f"got {1 + 1}"
except AssertionError as error:
    print(error)
try:
    print(d)
except NameError as error:
    print(error)
