# SPDX-License-Identifier: Apache-2.0


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


with open("a.txt", "w") as file:
    print(file.mode, file.name, file.closed, file.writable(), file.readable(), file.seekable())
    print(file.write("one\ntwo\n"))
print(file.closed)
with open("a.txt", "a") as file:
    print(file.tell(), file.write("three\n"))
print(open("a.txt").read())
with open("a.txt", "r+") as file:
    print(repr(file.read(3)))
    file.seek(0)
    file.write("ONE")
    file.seek(0)
    print(repr(file.read()))
with open("a.txt", "w+") as file:
    file.write("fresh")
    file.seek(0)
    print(file.read())
with open("a.txt", "a+") as file:
    file.write(" more")
    file.seek(0)
    print(file.read())
with open("b.txt", "x") as file:
    file.write("new")
attempt("x of what exists", lambda: open("b.txt", "x"))
with open("c.bin", "wb") as file:
    print(file.mode, file.name, file.write(b"\x00\xff"), type(file).__name__)
with open("c.bin", "rb") as file:
    print(file.mode, file.read(), type(file).__name__)
with open("c.bin", "r+b") as file:
    print(file.mode, type(file).__name__)
with open("c.bin", "rb", buffering=0) as file:
    print(file.mode, file.readall(), type(file).__name__)
for mode in ("rw", "rbt", "", "b", "q", "rr", "U", "w+x"):
    attempt(repr(mode), lambda: open("a.txt", mode))
