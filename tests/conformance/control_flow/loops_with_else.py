# SPDX-License-Identifier: Apache-2.0
for items in [[], [1, 2], [1, 0, 2]]:
    for item in items:
        if item == 0:
            print('zero')
            break
    else:
        print('none', items)
n = 3
while n:
    n -= 1
    if n == 5:
        break
else:
    print('done', n)
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 1:
            break
        print(i, j)
    else:
        print('inner done', i)
for i in []:
    pass
else:
    print('empty', 'i' in dir() if False else i)
