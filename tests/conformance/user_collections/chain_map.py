# SPDX-License-Identifier: Apache-2.0
from collections import ChainMap

base, over = {"a": 1, "b": 2}, {"b": 20, "c": 30}
m = ChainMap(over, base)
print(m, m["a"], m["b"], m.get("c"), m.get("z", 0), len(m), list(m), dict(m), "a" in m, sorted(m.items()))
m["a"] = 100
child = m.new_child({"n": 1})
child["b"] = 0
print(over, base, child, child.parents == m, child["c"], m.maps, m.new_child(k=5)["k"])
del m["a"]
print(m["a"], m.pop("c"), bool(ChainMap()), ChainMap(), m.copy())
for attempt in (lambda: m["nope"], lambda: m.pop("a"), lambda: m.__delitem__("a"), lambda: ChainMap().popitem()):
    try:
        print(attempt())
    except KeyError as error:
        print("KeyError", error)
