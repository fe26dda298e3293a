# SPDX-License-Identifier: Apache-2.0
import os


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


os.makedirs("a/b/c")
open("a/one.txt", "w").close()
open("a/b/two.txt", "w").close()
print(sorted(os.listdir("a")), sorted(os.listdir()), sorted(os.listdir(b"a")))
for top, folders, files in os.walk("a"):
    folders.sort()
    print(top, folders, sorted(files))
for top, folders, files in os.walk("a", topdown=False):
    print(top, sorted(folders), sorted(files))
for top, folders, files in os.walk("."):
    folders[:] = [name for name in sorted(folders) if name != "b"]
    print(top, folders, sorted(files))
print(list(os.walk("missing")))
with os.scandir("a") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry, entry.stat().st_size)
attempt("mkdir again", lambda: os.mkdir("a"))
attempt("mkdir below nothing", lambda: os.mkdir("x/y"))
attempt("makedirs again", lambda: os.makedirs("a/b"))
print(os.makedirs("a/b", exist_ok=True), os.makedirs("n/m/", exist_ok=True), os.path.isdir("n/m"))
attempt("makedirs on a file", lambda: os.makedirs("a/one.txt", exist_ok=True))
os.removedirs("n/m")
print(os.path.exists("n"))
os.chdir("a")
print(sorted(os.listdir(".")), os.path.basename(os.getcwd()), open("one.txt").read() == "")
os.chdir("..")
attempt("chdir", lambda: os.chdir("missing"))
attempt("listdir", lambda: os.listdir("missing"))
attempt("listdir of a file", lambda: os.listdir("a/one.txt"))
attempt("listdir type", lambda: os.listdir(3.5))
attempt("mkdir type", lambda: os.mkdir(3.5))
attempt("makedirs type", lambda: os.makedirs(3))
