# SPDX-License-Identifier: Apache-2.0


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


import errno
import os

os.mkdir("folder")
open("plain", "w").close()
for path in ("missing", "missing/below", "folder", "plain/below", "", b"missing"):
    try:
        open(path)
    except OSError as error:
        print(type(error).__name__, error.errno, errno.errorcode[error.errno], error.strerror, repr(error.filename), error.filename2)
        print(error, error.args)
try:
    open("plain", "x")
except FileExistsError as error:
    print(error)
try:
    open("folder", "w")
except IsADirectoryError as error:
    print(error)
print(isinstance(OSError(2, "text"), FileNotFoundError), repr(OSError(2, "text", "name")), OSError(2, "text", "a", None, "b"))
print(IOError is OSError, EnvironmentError is OSError)
attempt("write to a read file", lambda: open("plain").write("x"))
attempt("read from a written file", lambda: open("plain", "w").read())
