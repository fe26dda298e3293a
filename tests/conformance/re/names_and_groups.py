# SPDX-License-Identifier: Apache-2.0
# Characters by their names, and groups by whatever is an index.
import enum
import re


class Place(enum.IntEnum):
    WHOLE = 0
    FIRST = 1


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


found = re.match(r"(?P<a>x)(y)?", "xz")
for key in (Place.WHOLE, Place.FIRST, Index(1), Index(2), True, 2, "a", Index(3), -1, 10**30, 1.0, "b", None, b"a"):
    attempt(found.group, key)
    attempt(found.span, key)
attempt(found.group, Index(0), Place.FIRST)
attempt(re.findall, r"\N{EM DASH}|[\N{less-than sign}-\N{GREATER-THAN SIGN}]", "a\u2014b<c=>")
attempt(re.search, r"\N{SNOWMAN}+", "\u2603\u2603")
for pattern in (r"\N{NO SUCH NAME}", r"\N", r"\N{", r"\N{}", r"[\N{SNOWMAN]", rb"\N{SNOWMAN}", r"x\Ny"):
    attempt(re.compile, pattern)
