# SPDX-License-Identifier: Apache-2.0

with open("mixed", "wb") as file:
    file.write(b"a\nb\r\nc\rd\r\n")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("mixed", newline=newline) as file:
        lines = file.readlines()
        print(repr(newline), lines, repr(file.newlines))
    with open("mixed", newline=newline) as file:
        print([file.read(1) for _ in range(12)])
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("out", "w", newline=newline) as file:
        file.write("a\nb\r\nc\rd")
    print(repr(newline), open("out", "rb").read())
with open("long", "wb") as file:
    file.write(b"x" * 8191 + b"\r\n" + b"y\r\n")
print([len(line) for line in open("long")], open("long").read().count("\r"))
