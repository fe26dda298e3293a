# SPDX-License-Identifier: Apache-2.0
def kind(value):
    if value is None:
        return 'none'
    elif isinstance(value, bool):
        return 'bool'
    elif not value:
        return 'empty'
    elif isinstance(value, (int, float)):
        return 'number'
    else:
        return 'other'


for value in [None, True, False, 0, 0.0, '', [], {}, (), 1, -1.5, 'x', [0], {'a': 0}, (None,)]:
    print(repr(value), kind(value))

a, b = 1, 2
print('yes' if a < b else 'no', 'x' if a > b else 'y' if a == b else 'z')
if a: print('one line'); print('two statements')
if a < b < 3: print('chained')
if not a < b <= 1: print('not chained')
