# SPDX-License-Identifier: Apache-2.0
log = []
def note(x):
    log.append(x)
    return x
store = {}
store[note('key')] = note('value')
items = [0, 1, 2]
items[note(1)] += note(10)
{note('a'): note(1), note('b'): note(2)}
(note('f') and (lambda *a, **k: None))(note('x'), *[note('y')], k=note('z'))
[note('l1'), note('l2')]
note(1) + note(2) * note(3)
note(items)[note(0)]
x, items[note(2)] = note('r1'), note('r2')
def g(a=note('default')):
    return a
print(log, items, store, g())
