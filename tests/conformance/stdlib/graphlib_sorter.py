# SPDX-License-Identifier: Apache-2.0
from graphlib import CycleError, TopologicalSorter

print(list(TopologicalSorter({"D": {"B"}, "B": ["A"], "C": ("A",)}).static_order()))
sorter = TopologicalSorter()
sorter.add(3, 2, 8)
sorter.add(2, 11)
sorter.add(9, 11, 8, 10)
sorter.add(10, 11)
sorter.add(11, 7, 5)
sorter.add(8, 7)
sorter.prepare()
while sorter.is_active():
    group = sorter.get_ready()
    print(group, bool(sorter))
    sorter.done(*group)
print(bool(sorter), sorter.get_ready())
for graph in ({1: [2], 2: [3], 3: [1]}, {"a": ["a"]}, {0: [1, 2], 1: [2], 2: [], 3: [4], 4: [3]}):
    try:
        print(list(TopologicalSorter(graph).static_order()))
    except CycleError as e:
        print(type(e).__mro__[1].__name__, e.args)
for wrong in (lambda s: s.get_ready(), lambda s: s.is_active(), lambda s: s.done(1), lambda s: (s.prepare(), s.prepare()), lambda s: s.add(1),
              lambda s: s.done(99), lambda s: s.done(1), lambda s: (s.get_ready(), s.done(1), s.done(1))):
    try:
        s = TopologicalSorter({1: [], 2: [1]})
        wrong(s)
    except ValueError as e:
        print(e)
    try:
        s.prepare()
        wrong(s)
    except ValueError as e:
        print("prepared:", e)
