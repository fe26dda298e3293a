# SPDX-License-Identifier: Apache-2.0
class B:
    def __format__(self, s): raise ValueError("no " + s)
    def __str__(self): raise KeyError("s")
b = B()
try:
    f"{b:>10}"
except ValueError as e:
    print("raised", e)
try:
    f"{b!s}"
except KeyError as e:
    print("raised", e)
try:
    [1, 2][5]
except IndexError as e:
    print(e)
try:
    b.nope
except AttributeError as e:
    print(e)
try:
    -"a"
except TypeError as e:
    print(e)
try:
    1 + "a"
except TypeError as e:
    print(e)
try:
    (b < b, 3)
except TypeError as e:
    print(e)
try:
    not b
    {[]: 1}
except TypeError as e:
    print(e)
