# SPDX-License-Identifier: Apache-2.0
from collections import UserDict
from collections.abc import Mapping


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __missing__(self, key):
        return f"<{key}>"


u = Upper({"a": 1}, b=2)
u["c"] = 3
u.update(d=4)
print(u, len(u), u["A"], u["zz"], "B" in u, "b" in u, list(u), dict(u), u.data, u.get("A"))
print(u.pop("A"), u.setdefault("e", 5), u.copy(), type(u.copy()).__name__, u == {"B": 2, "C": 3, "D": 4, "E": 5}, isinstance(u, Mapping), isinstance(u, dict))
print(u | {"x": 1}, type(u | {"x": 1}).__name__, {"y": 0} | UserDict(z=1), Upper.fromkeys("pq", 0))
plain = UserDict(x=1)
del plain["x"]
print(plain, bool(plain), list(UserDict([("k", "v")]).items()))
try:
    plain["gone"]
except KeyError as error:
    print("KeyError", error)
