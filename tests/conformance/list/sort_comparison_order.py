# SPDX-License-Identifier: Apache-2.0
def traced(items):
    seen = []
    import functools
    def order(a, b):
        seen.append((a, b))
        return (a > b) - (a < b)
    result = sorted(items, key=functools.cmp_to_key(order))
    return result, seen
for items in [[3, 1, 2], [1, 2, 3, 4], [4, 3, 2, 1], [2, 1, 2, 1, 2], list(range(10)) + [5, 3], [5, 5, 1, 9, 2, 7, 3, 3, 8, 0, 4, 6]]:
    print(traced(items))
long = [(i * 37) % 101 for i in range(150)]
result, seen = traced(long)
print(result == sorted(long), len(seen), seen[-3:])
runs = list(range(80)) + list(range(80, 0, -1)) + list(range(40, 120))
result, seen = traced(runs)
print(len(seen), seen[:3], seen[-3:])
