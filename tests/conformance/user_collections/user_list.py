# SPDX-License-Identifier: Apache-2.0
from collections import UserList


class Positive(UserList):
    def append(self, item):
        if item < 0:
            raise ValueError(f"negative: {item}")
        super().append(item)


p = Positive([3, 1, 2])
p.append(5)
p += [7]
print(p, len(p), p[0], p[1:3], type(p[1:3]).__name__, 5 in p, p + [1], [0] + p, p * 2, p == [3, 1, 2, 5, 7], p < [4], p.index(2), p.count(1))
p.sort(reverse=True)
print(p, p.pop(), p.copy(), list(reversed(p)), sum(p), p.data)
p.insert(0, 9)
p.extend(UserList([8]))
p.remove(9)
p[0] = 70
del p[1]
print(p, sorted(p), max(p))
try:
    p.append(-1)
except ValueError as error:
    print(error)
