# SPDX-License-Identifier: Apache-2.0

with open("a.txt", "w") as file:
    print(file.write(""), file.write("häß"), file.writelines(["one\n", "two\n"]), file.writelines([str(n) for n in [1, 2]]))
    print("to the file", 1, 2.5, sep=", ", end="!\n", file=file)
    print(file=file, flush=True)
print(repr(open("a.txt").read()))
print(open("a.txt", "rb").read())
with open("a.txt", "r+") as file:
    print(file.truncate(3), file.tell(), repr(file.read()))
with open("a.txt", "r+b") as file:
    file.seek(10)
    file.write(b"end")
    file.seek(0)
    print(file.read())
    file.seek(-3, 2)
    print(file.read(), file.seek(-1, 1), file.read())
    file.seek(2)
    file.truncate()
print(open("a.txt", "rb").read())
big = open("big.txt", "w")
for number in range(5000):
    big.write(f"{number}\n")
big.close()
lines = open("big.txt").readlines()
print(len(lines), lines[0], lines[-1])
