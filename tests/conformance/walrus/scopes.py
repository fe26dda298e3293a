# SPDX-License-Identifier: Apache-2.0
print([y := x * 2 for x in range(3)], y)
if (n := len('abc')) > 2:
    print(n)
def f(items):
    if any([(found := item) > 2 for item in items]):
        return found
    return found
print(f([1, 3, 5]), f([0]), (m := 5) + m, [m := 1, m + 1])
while (n := n - 1):
    print(n)
data = {'a': (k := 1), 'b': k + 1}
print(data, k, f'{(q := 3)}', q)
