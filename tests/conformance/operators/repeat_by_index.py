# SPDX-License-Identifier: Apache-2.0
class Three:
    def __index__(self):
        return 3


print("ab" * Three(), Three() * [1], (0,) * Three(), b"x" * Three(), [1, 2, 3, 4][Three()], "abc"[:Three()])


class Vector:
    def __init__(self, x):
        self.x = x

    def __mul__(self, k):
        return Vector(self.x * k) if isinstance(k, int) else NotImplemented


try:
    Vector(1) * "a"
except TypeError as error:
    print(error)
