# SPDX-License-Identifier: Apache-2.0
n = 10
n += 5; n -= 3; n *= 2; n //= 5; n **= 3; n %= 7; n <<= 4; n >>= 1; n |= 3; n &= 14; n ^= 5
print(n)
x = 7
x /= 2
print(x)
a = [1]
b = a
a += [2]
print(a, b, a is b)
a = a + [3]
print(a, b, a is b)
s = t = 'x'
s += 'y'
print(s, t)
d = {'k': 1, 'l': [1]}
d['k'] += 1
d['l'] += [2]
d['l'][0] *= 10
print(d)
rows = [[0] * 2 for _ in range(2)]
rows[1][0] += 5
print(rows)


def index():
    print('index evaluated once')
    return 0


rows[index()][1] -= 1
print(rows)
for bad in ['str', 'key', 'index', 'tuple']:
    try:
        if bad == 'str':
            s += 1
        elif bad == 'key':
            d['none'] += 1
        elif bad == 'index':
            rows[9] += [1]
        else:
            t = (1,)
            t += [2]
    except Exception as error:
        print(type(error).__name__, error)
