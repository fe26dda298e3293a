# SPDX-License-Identifier: Apache-2.0

with open("t", "w", encoding="utf-8") as file:
    file.write("äb\ncöd\nüüü\n")
with open("t", encoding="utf-8") as file:
    positions = [file.tell()]
    while file.readline():
        positions.append(file.tell())
    print(positions)
    for position in reversed(positions):
        print(file.seek(position), repr(file.readline()))
    print(file.seek(0, 2), file.tell(), repr(file.read()), file.seek(0), file.seek(0, 1))
with open("t", encoding="utf-8") as file:
    print(repr(file.read(4)), file.tell(), repr(file.read(1)), file.tell())
    here = file.tell()
    print(repr(file.read()))
    file.seek(here)
    print(repr(file.read()))
with open("t", encoding="utf-8") as file:
    next(file)
    try:
        file.tell()
    except OSError as error:
        print(error)
with open("t", "rb") as file:
    print(file.seek(3), file.read(2), file.tell(), file.seek(-2, 2), file.read(), file.seek(100), file.read(), file.tell())
with open("t", "r+") as file:
    file.seek(0, 2)
    file.write("tail")
    print(file.tell())
