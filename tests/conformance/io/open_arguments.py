# SPDX-License-Identifier: Apache-2.0


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


open("x", "w").write("text")
attempt("encoding", lambda: open("x", "rb", encoding="utf-8"))
attempt("errors", lambda: open("x", "rb", errors="strict"))
attempt("newline", lambda: open("x", "rb", newline=""))
attempt("unbuffered", lambda: open("x", "r", 0))
attempt("newline q", lambda: open("x", newline="q"))
attempt("unknown encoding", lambda: open("x", encoding="nonsense"))
attempt("encoding type", lambda: open("x", encoding=3))
attempt("float", lambda: open(3.5))
attempt("None", lambda: open(None))
attempt("NUL", lambda: open("a\0b"))
attempt("descriptor", lambda: open(-1))
attempt("nothing", lambda: open())
attempt("mode type", lambda: open("x", 3))
attempt("closefd", lambda: open("x", closefd=False))
print(open(b"x").read())
print(open(file="x", mode="r", encoding="ascii", errors="replace").errors)
