# SPDX-License-Identifier: Apache-2.0
from types import SimpleNamespace
import json

ns = SimpleNamespace(a=1, b="x", c=[1, 2])
print(ns, ns.a, ns.b, vars(ns), ns == SimpleNamespace(a=1, b="x", c=[1, 2]), ns == SimpleNamespace(), ns != 1)
ns.d = SimpleNamespace(deep=True)
del ns.a
print(ns, hasattr(ns, "a"), getattr(ns, "zz", None), ns.d.deep, sorted(ns.__dict__))
ns.self = ns
print(ns)
config = json.loads('{"host": "h", "ports": {"http": 80}}', object_hook=lambda d: SimpleNamespace(**d))
print(config.host, config.ports.http, config)
for attempt in (lambda: ns.nope, lambda: SimpleNamespace(1), lambda: hash(ns)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


class Settings(SimpleNamespace):
    def total(self):
        return self.x + self.y


s = Settings(x=1, y=2)
s.z = 5
print(s, s.total(), s.z)
