# SPDX-License-Identifier: Apache-2.0
from collections import OrderedDict, defaultdict, Counter


class Own(OrderedDict):
    pass


a = OrderedDict([("a", 1), ("b", 2)])
b = OrderedDict([("b", 2), ("a", 1)])
print(a == b, a != b, a == dict(b), dict(a) == b, a == OrderedDict(a), Own(a) == b, Own(a) == a, Own(a) == Own(b))
print(a == defaultdict(int, b), a == Counter(b), a == 3, [a] == [b], a == OrderedDict())
b.move_to_end("b")
print(a == b)
