# SPDX-License-Identifier: Apache-2.0


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


import io

open("x", "w").write("a\nb\n")
NAMES = "read readline readlines tell flush fileno isatty readable writable seekable truncate __enter__ __next__".split()
for mode in ("r", "w", "rb", "wb", "r+b"):
    file = open("x", mode)
    file.close()
    file.close()
    print(mode, file.closed)
    for name in NAMES:
        if hasattr(file, name):
            attempt(name, getattr(file, name))
    attempt("seek", lambda: file.seek(0))
    attempt("write", lambda: file.write("x" if "b" not in mode else b"x"))
    attempt("writelines", lambda: file.writelines(["x"]))
for file in (io.StringIO("x"), io.BytesIO(b"x")):
    file.close()
    print(type(file).__name__, file.closed)
    for name in ("read", "getvalue", "readline", "tell", "seekable", "__enter__"):
        attempt(name, getattr(file, name))
