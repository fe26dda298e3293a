# SPDX-License-Identifier: Apache-2.0
import json
if (n := len('abc')) > 2:
    print('long', n)
while (item := [3, 2, 1].pop()) and n > 0:
    n -= 1
print(item, n)
print((x := 5) + x, x, [y := 1, y + 1], {'k': (z := 2)}, z)
data = {'a': '[1, 2]'}
print(json.loads(_ if (_ := data.get('a', '')) != "" else "null"), _)
print(json.loads(_ if (_ := data.get('b', '')) != "" else "null"), repr(_))
print([last := i for i in range(3)], last, any((hit := c) == 'b' for c in 'abc'), hit)


def f():
    if (m := 1) and (k := 0):
        pass
    return m, k


print(f(), (lambda: (q := 3) * q)())
if not (found := {}.get('x')):
    print('none', found)
print(f'{(w := 4)} {w}', (a := 1, b := 2), a, b)
