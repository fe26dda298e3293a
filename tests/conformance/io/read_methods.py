# SPDX-License-Identifier: Apache-2.0

text = "first line\nsecond line\n\nfourth, without an end"
with open("lines.txt", "w") as file:
    file.write(text)
with open("lines.txt") as file:
    print(repr(file.read(5)), repr(file.read(0)), repr(file.readline()), repr(file.readline(6)), repr(file.read()), repr(file.read()), repr(file.readline()))
with open("lines.txt") as file:
    print(file.readlines())
with open("lines.txt") as file:
    print(file.readlines(15), file.readlines())
with open("lines.txt") as file:
    for number, line in enumerate(file, 1):
        print(number, line.rstrip("\n"))
with open("lines.txt") as file:
    print(next(file), next(file, "end"), list(file), next(file, "end"))
with open("lines.txt") as file:
    print([line.strip() for line in file if line.strip()])
    print(list(file))
with open("lines.txt") as file:
    first, *rest = file
    print(first, rest)
with open("lines.txt", "rb") as file:
    print(file.readline(), file.read(3), file.read1(4), file.peek(1)[:3], file.readlines())
    data = bytearray(4)
    file.seek(0)
    print(file.readinto(data), data, file.tell())
