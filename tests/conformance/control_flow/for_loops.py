# SPDX-License-Identifier: Apache-2.0
for i in range(3):
    print('i', i)
print('after', i)
for x in []:
    print('never')
else:
    print('else of empty')
for x in [1, 2, 3]:
    if x == 2:
        break
else:
    print('not reached')
print('x', x)
for x in [1, 2, 3]:
    if x == 2:
        continue
    print('odd', x)
else:
    print('else')
for key in {'b': 1, 'a': 2}:
    print(key)
for key, value in {'b': 1, 'a': 2}.items():
    print(key, value)
for i, (a, b) in enumerate([(1, 2), (3, 4)], 10):
    print(i, a, b)
for a, *rest in [[1, 2, 3], 'xyz', (9,)]:
    print(a, rest)
for c in 'héy':
    print(c)
for n in range(10, 0, -3):
    print(n, end=' ')
print()
for i in range(2):
    for j in range(3):
        if j == 1:
            break
        print(i, j)
