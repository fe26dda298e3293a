# SPDX-License-Identifier: Apache-2.0
import os


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


open("file.txt", "w").write("12345")
os.mkdir("folder")
os.symlink("file.txt", "link")
os.symlink("nowhere", "dangling")
for path in ("file.txt", "folder", "link", "dangling", "missing", "folder/..", "file.txt/x", "", "a\0b", b"folder"):
    print(repr(path), os.path.exists(path), os.path.lexists(path), os.path.isfile(path), os.path.isdir(path), os.path.islink(path))
print(os.path.getsize("file.txt"), os.path.getsize("link"), os.path.getmtime("file.txt") > 1e9, isinstance(os.path.getatime("link"), float))
print(os.path.samefile("file.txt", "link"), os.path.realpath("link") == os.path.join(os.getcwd(), "file.txt"), os.path.abspath("x") == os.path.join(os.getcwd(), "x"))
print(os.readlink("link"), os.access("file.txt", os.R_OK), os.access("missing", os.F_OK))
status = os.stat("file.txt")
print(status.st_size, oct(status.st_mode)[:4], status.st_nlink, len(status), status[6], type(status).__name__)
print(os.lstat("link").st_size, os.stat("link").st_size)
attempt("getsize", lambda: os.path.getsize("missing"))
attempt("exists None", lambda: os.path.exists(None))
attempt("isfile list", lambda: os.path.isfile([]))
attempt("stat", lambda: os.stat("missing"))
attempt("stat through a file", lambda: os.stat("file.txt/x"))
