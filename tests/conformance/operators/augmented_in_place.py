# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

a = b = [1]
a += [2]
b *= 2
print(a, b, a is b)
t = u = (1,)
t += (2,)
print(t, u)
s = r = {1}
s |= {2}
s -= {1}
print(s, r, s is r)
d = e = {'a': 1}
d |= {'b': 2}
print(d, d is e)
a += 'xy'
a += (5,)
print(a)
n = 7
n //= 2
n **= 3
n %= 10
n <<= 2
n |= 1
n ^= 8
n >>= 1
n &= 6
n -= 0.5
n /= 2
print(n)
def bad(x, y):
    x += y
    return x
attempt(bad, [1], 5)
attempt(bad, 'a', 1)
attempt(bad, (1,), [2])
attempt(bad, {}, {})
attempt(bad, None, 1)
