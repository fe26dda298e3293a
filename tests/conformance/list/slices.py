# SPDX-License-Identifier: Apache-2.0
a = list(range(10))
print(a[2:5], a[:3], a[7:], a[-3:], a[:-7], a[::3], a[::-1], a[8:2:-2], a[5:5], a[5:1], a[-100:100], a[100:], a[::-3])
a[2:4] = ['x']
print(a)
a[1:1] = [10, 11]
print(a)
a[::2] = ['e'] * len(a[::2])
print(a)
a[-2:] = []
print(a)
del a[::3]
print(a)
a[:] = 'new'
print(a)
a[1:100] = range(3)
print(a)
b = [1, 2, 3]
b[1:2] = b
print(b)
for action in ['size', 'zero', 'not iterable']:
    try:
        if action == 'size':
            b[::2] = [1]
        elif action == 'zero':
            b[::0]
        else:
            b[0:1] = 5
    except (ValueError, TypeError) as error:
        print(error)
print(b, [0] * 3, [[0]] * 2, [1] * 0, 2 * [1, 2], [1] + [2] + [], [1, 2] * True)
rows = [[]] * 3
rows[0].append(1)
print(rows)
