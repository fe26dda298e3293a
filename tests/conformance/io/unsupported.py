# SPDX-License-Identifier: Apache-2.0


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


import io

open("x", "w").write("text")
reader, writer = open("x"), open("y", "w")
attempt("write", lambda: reader.write("x"))
attempt("truncate", lambda: reader.truncate())
attempt("read", lambda: writer.read())
attempt("readline", lambda: writer.readline())
attempt("readlines", lambda: writer.readlines())
attempt("next", lambda: next(writer))
attempt("seek from here", lambda: reader.seek(1, 1))
attempt("seek from the end", lambda: reader.seek(1, 2))
attempt("seek before the start", lambda: reader.seek(-1))
attempt("seek somehow", lambda: reader.seek(0, 9))
attempt("binary write", lambda: open("x", "rb").write(b"x"))
attempt("binary truncate", lambda: open("x", "rb").truncate())
attempt("binary read", lambda: open("y", "wb").read())
attempt("binary line", lambda: open("y", "wb").readline())
attempt("raw write", lambda: open("x", "rb", 0).write(b"x"))
attempt("raw read", lambda: open("y", "wb", 0).read())
attempt("str to binary", lambda: open("y", "wb").write("x"))
attempt("bytes to text", lambda: open("y", "w").write(b"x"))
attempt("int to text", lambda: open("y", "w").write(3))
attempt("read a str", lambda: open("x").read("x"))
attempt("StringIO", lambda: io.StringIO().fileno())
try:
    reader.write("x")
except ValueError as error:
    print("also a ValueError", isinstance(error, OSError), type(error).__module__, repr(error))
