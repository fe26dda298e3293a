# SPDX-License-Identifier: Apache-2.0
def gen(items):
    for item in items:
        yield item


g = gen([1, 2])
same = g
print(same is g, next(same), next(g), next(same, None))
d = {g: 'generator'}
print(d[same])
print(isinstance(g, object), callable(g), callable(gen))
cycle = []


def holds():
    cycle.append(me)
    yield 1
    yield 2


me = holds()
print(next(me), len(cycle))
x = gen([gen([1]), gen([2])])
print([list(y) for y in x])
pair = (gen('ab'), gen('cd'))
print([next(p) for p in pair for _ in range(2)])
print(list(zip(*[gen(range(6))] * 2)), list(zip(*[iter(range(7))] * 3)))
