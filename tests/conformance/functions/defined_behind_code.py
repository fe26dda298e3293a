# SPDX-License-Identifier: Apache-2.0
# Functions that are defined behind code that runs: which calls may go to them by name.
class Base:

    def helper(self):
        return later(1)
data = [x for x in range(3)]



def early(n):
    return later(n) + 1
try:
    early(1)
except NameError as e:
    print(e)



def later(n):
    if n > 5:
        raise ValueError(n)
    return n * 2
print(early(2), Base().helper())



def solo(n, k=3):
    if n < 0:
        raise KeyError(n)
    return n + k
for i in (1, -1):
    try:
        print(solo(i), solo(i, k=9))
    except KeyError as e:
        print('KeyError', e)
try:
    print(solo())
except TypeError as e:
    print(e)



def late2():
    return 6
print(late2())



def twice():
    return 1
print(twice())



def twice():
    return 2
print(twice())
if True:

    def cond():
        return 'c'
print(cond())



def rec(n):
    return 1 if n < 1 else rec(n - 1) + helper2(n)



def helper2(n):
    return n
print(rec(10), sorted([3, 1, 2], key=helper2), list(map(solo, [1, 2])))
f = solo
solo.attr = 4
print(f is solo, f.attr, solo.__name__)
