# SPDX-License-Identifier: Apache-2.0
class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print('enter', self.name)
        return self.name + ' value'

    def __exit__(self, kind, error, trace):
        print('exit', self.name, kind and kind.__name__, error)
        return self.swallow


with Manager('a') as value:
    print(value)
with Manager('b'), Manager('c') as c:
    print(c)
with Manager('swallows', True):
    raise ValueError('swallowed')
try:
    with Manager('outer'):
        with Manager('inner'):
            raise KeyError('through')
except KeyError as error:
    print('caught', error)


def returns():
    with Manager('r'):
        return 'returned'


print(returns())
for i in range(2):
    with Manager(str(i)):
        if i == 0:
            continue
        break
try:
    with 5:
        pass
except TypeError as error:
    print(error)
