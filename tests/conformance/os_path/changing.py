# SPDX-License-Identifier: Apache-2.0
import os


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


open("a", "w").write("a")
open("b", "w").write("b")
os.rename("a", "c")
os.replace("b", "c")
print(sorted(os.listdir()), open("c").read())
os.mkdir("d")
os.rename("c", "d/moved")
print(os.listdir("d"))
os.remove("d/moved")
os.rmdir("d")
print(os.listdir())
attempt("remove", lambda: os.remove("missing"))
attempt("unlink", lambda: os.unlink("missing"))
attempt("rmdir", lambda: os.rmdir("missing"))
attempt("rename", lambda: os.rename("missing", "x"))
attempt("replace", lambda: os.replace("missing", "x"))
os.mkdir("e")
open("e/f", "w").close()
attempt("rmdir full", lambda: os.rmdir("e"))
attempt("rmdir a file", lambda: os.rmdir("e/f"))
attempt("remove a folder", lambda: os.remove("e") if os.geteuid() == -1 else "skipped")
attempt("remove type", lambda: os.remove(None))
attempt("rename type", lambda: os.rename("a", 3))
attempt("NUL", lambda: os.remove("a\0"))
os.renames("e/f", "g/h/i")
print(sorted(os.listdir()), os.listdir("g/h"))
os.chmod("g/h/i", 0o600)
print(oct(os.stat("g/h/i").st_mode & 0o777))
os.utime("g/h/i", (1000, 2000.5))
print(os.stat("g/h/i").st_mtime, os.path.getatime("g/h/i"), os.stat("g/h/i").st_mtime_ns)
os.truncate("g/h/i", 4)
print(open("g/h/i", "rb").read())
os.link("g/h/i", "hard")
print(os.stat("hard").st_nlink, os.path.samefile("hard", "g/h/i"))
descriptor = os.open("raw", os.O_RDWR | os.O_CREAT)
print(os.write(descriptor, b"bytes"), os.lseek(descriptor, 0, 0), os.read(descriptor, 10), os.fstat(descriptor).st_size, os.close(descriptor))
with os.fdopen(os.open("raw", os.O_RDONLY)) as file:
    print(file.read())
try:
    os.rename("missing", "x")
except FileNotFoundError as error:
    print(error.filename, error.filename2, error.args)
