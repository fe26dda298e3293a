# SPDX-License-Identifier: Apache-2.0
def shadow_parameter(id, type, input, filter):
    return id, type, input, filter


print(shadow_parameter(1, 2, 3, 4), type(1).__name__)


def shadow_local():
    str = 'text'
    sum = 0
    for max in [1, 5]:
        sum += max
    return str, sum, max


print(shadow_local(), str(5), sum([1]), max(1, 2))


def unbound_builtin():
    try:
        return len('abc')
    except UnboundLocalError as error:
        return str(error)
    len = None


print(unbound_builtin())
format = 'module name'
print(format, '{}'.format(1))
del format
print(format(5, '03'))
hash = {}
print(hash)
