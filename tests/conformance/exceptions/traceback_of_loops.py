# SPDX-License-Identifier: Apache-2.0
# What an iterator raises in the middle of a loop is on the loop's line, whatever ran last.
import traceback


def broken():
    yield 1
    raise ValueError("no more")


def pairs():
    yield 1, 2
    yield 1, 2, 3


def plain():
    total = 0
    for number in broken():
        text = str(number)
        total += len(text)
    return total


def unpacking():
    for left, right in pairs():
        text = str(left)
        text += str(right)


def wrapped():
    for place, number in enumerate(broken()):
        text = str(place)
        print(text, number)


def short():
    rows = [(1, 2), (3,)]
    for left, right in rows:
        print(str(left), str(right))


def jumping():
    for number in broken():
        text = str(number)
        if text:
            continue
        text = text.upper()


for function in (plain, unpacking, wrapped, short, jumping):
    try:
        function()
    except ValueError:
        lines = traceback.format_exc().splitlines()
        print([line.strip().split(", ", 1)[1] for line in lines if line.strip().startswith("File")], lines[-1])

for key, value in {"a": 1, "b": 2}.items():
    print(key, value)
for left, right in zip("abc", [1, 2]):
    print(left, right)
for first, second in ["xy", {"k": 1, "l": 2}, range(2), iter([5, 6])]:
    print(first, second)
table = {"a": 1}
try:
    for key, value in table.items():
        table[key + "b"] = value
except RuntimeError as error:
    print(error)
try:
    for left, right in zip([1, 2], [3], strict=True):
        print(left, right)
except ValueError as error:
    print(error)
print(3 in (1, 2, 3), "a" not in ["b"], None in (0, False), 1 in (True,))
