# SPDX-License-Identifier: Apache-2.0
import os
import shutil


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


os.makedirs("src/sub")
open("src/a.txt", "w").write("a")
open("src/sub/b.py", "w").write("b")
print(shutil.copy("src/a.txt", "copy.txt"), shutil.copy2("src/a.txt", "src/sub"), shutil.copyfile("src/a.txt", "plain.txt"), open("plain.txt").read())
print(shutil.copytree("src", "dst"), sorted(os.listdir("dst")), sorted(os.listdir("dst/sub")))
print(shutil.copytree("src", "filtered", ignore=shutil.ignore_patterns("*.py", "a*")), sorted(os.listdir("filtered")), os.listdir("filtered/sub"))
print(shutil.copytree("src", "dst", dirs_exist_ok=True))
attempt("copytree again", lambda: shutil.copytree("src", "dst"))
attempt("same file", lambda: shutil.copy("plain.txt", "plain.txt"))
attempt("missing", lambda: shutil.copy("missing", "x"))
attempt("copyfile to a folder", lambda: shutil.copyfile("plain.txt", "dst"))
print(shutil.move("plain.txt", "moved.txt"), os.path.exists("plain.txt"), shutil.move("moved.txt", "dst"), os.path.exists("dst/moved.txt"))
open("moved.txt", "w").close()
attempt("move onto", lambda: shutil.move("moved.txt", "dst"))
attempt("move missing", lambda: shutil.move("missing", "y"))
attempt("move into itself", lambda: shutil.move("dst", "dst/sub"))
shutil.rmtree("dst")
print(os.path.exists("dst"))
attempt("rmtree missing", lambda: shutil.rmtree("missing"))
attempt("rmtree a file", lambda: shutil.rmtree("moved.txt"))
shutil.rmtree("missing", ignore_errors=True)
shutil.rmtree("missing", onerror=lambda function, path, info: print(path, info[0].__name__))
with open("copy.txt", "rb") as one, open("other", "wb") as other:
    shutil.copyfileobj(one, other)
print(open("other").read(), shutil.which("surely-no-such-program"), issubclass(shutil.Error, OSError), issubclass(shutil.SameFileError, shutil.Error))
