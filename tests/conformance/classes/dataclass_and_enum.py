# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from enum import Enum


@dataclass
class Row:
    name: str
    count: int = 0
    tags: list = field(default_factory=list)


a, b = Row('a'), Row('a', 0, [])
a.tags.append('t')
print(a, b, a == b, Row('a', tags=['t']) == a, repr(Row(count=1, name='x')))


class Colour(Enum):
    RED = 1
    BLUE = 'b'


print(Colour.RED, Colour.RED.name, Colour.RED.value, Colour('b'), Colour['RED'] is Colour.RED, list(Colour), Colour.RED == 1)
try:
    Row()
except TypeError as error:
    print(error)
try:
    Colour(5)
except ValueError as error:
    print(error)
