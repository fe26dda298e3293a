# SPDX-License-Identifier: Apache-2.0
n = 5
while n:
    n -= 1
    if n == 3:
        continue
    if n == 1:
        break
    print(n)
else:
    print('never')
print('n', n)
while n < 3:
    n += 1
else:
    print('done', n)
count = 0
while True:
    count += 1
    if count > 3:
        break
print(count)
i = 10
while i > 0:
    i //= 2
    j = 0
    while True:
        j += 1
        if j >= i:
            break
    print(i, j)
