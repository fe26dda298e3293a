# SPDX-License-Identifier: Apache-2.0
s = set()
for i in [50, 3, 17, 99, 4, 8, 1000, 33, 21, 64, 128, 256, -1, -5, 0]:
    s.add(i)
    print(s)
s.discard(17)
s.remove(99)
print(s)
s.add(17)
print(s, s.pop(), s)
t = s.copy()
print(t, set(t), frozenset(t), set(list(t)))
t |= {7, 8, 9, 500}
print(t)
t &= {7, 8, 0, 500, 3}
print(t)
t -= {7}
t ^= {0, 1, 2}
print(t)
primes = set(range(2, 50))
for i in range(2, 8):
    primes -= set(range(i * i, 50, i))
print(primes)
c = {1, 2, 3}
c.update({3, 4}, [10, 9])
c.intersection_update([9, 10, 3])
c.symmetric_difference_update([3, 7])
print(c)
c.clear()
c.add(40)
c.add(8)
print(c)
while c:
    print(c.pop())
