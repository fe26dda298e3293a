# SPDX-License-Identifier: Apache-2.0
# cls= and classes derived from JSONEncoder.
import datetime
import io
import json


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, set):
            return sorted(value)
        if isinstance(value, datetime.date):
            return value.isoformat()
        if hasattr(value, "to_json"):
            return value.to_json()
        return super().default(value)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def to_json(self):
        return {"x": self.x, "y": self.y}


data = {"s": {3, 1}, "d": datetime.date(2020, 1, 2), "p": [Point(1, 2)]}
print(json.dumps(data, cls=Encoder))
print(json.dumps(data, cls=Encoder, indent=2, sort_keys=True))
print(Encoder(separators=(",", ":")).encode(data), "".join(Encoder().iterencode([1, {2}])))
try:
    json.dumps([object], cls=Encoder)
except TypeError as error:
    print(error)
out = io.StringIO()
json.dump(data, out, cls=Encoder)
print(out.getvalue())
print(json.JSONEncoder().encode({"a": [1, None]}), json.JSONEncoder(indent=1).encode([1]), json.JSONEncoder.item_separator)


class Doubled(json.JSONEncoder):
    def __init__(self, *, times=2, **options):
        super().__init__(**options)
        self.times = times

    def encode(self, value):
        return super().encode(value) * self.times


print(json.dumps([1], cls=Doubled), json.dumps([1], cls=Doubled, times=3))


class Parts(json.JSONEncoder):
    def iterencode(self, value, _one_shot=False):
        yield "<"
        yield from super().iterencode(value, _one_shot)
        yield ">"


print(json.dumps({"k": 1}, cls=Parts))
try:
    json.dumps([1], unknown=1)
except TypeError as error:
    print(error)
