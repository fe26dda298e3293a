# SPDX-License-Identifier: Apache-2.0
import os


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


for path in ("/a/b/c.txt", "a", "", "/", "a/", "//a//b", ".hidden", "a.tar.gz", "..x.y", "dir.d/file", "a/.b", "///x"):
    print(repr(path), os.path.split(path), os.path.splitext(path), os.path.basename(path), os.path.dirname(path), os.path.normpath(path), os.path.isabs(path), os.path.splitdrive(path))
print(os.path.join("a", "b", "c"), os.path.join("a", "/b"), os.path.join("a/", "b"), os.path.join("", "b"), os.path.join("a", ""), os.path.join(b"a", b"b"))
print(os.path.normpath("a/../../b"), os.path.normpath("/../a"), os.path.normpath("a/./b//c/.."), os.path.normpath("./"))
print(os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("/a", "/a"), os.path.relpath("/a/b", "/"), os.path.relpath("x/y", "x"))
print(os.path.commonprefix(["/usr/lib", "/usr/local"]), os.path.commonprefix([]), os.path.commonpath(["/usr/lib", "/usr/local/x"]), os.path.commonpath(["a/b", "a"]))
print(os.sep, os.path.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.altsep, os.pathsep, os.devnull, os.name)
attempt("join int", lambda: os.path.join("a", 3))
attempt("join mixed", lambda: os.path.join("a", b"b"))
attempt("join None", lambda: os.path.join(None, "a"))
attempt("split None", lambda: os.path.split(None))
attempt("basename int", lambda: os.path.basename(3))
attempt("commonpath mixed", lambda: os.path.commonpath(["/a", "a"]))
attempt("commonpath empty", lambda: os.path.commonpath([]))
attempt("relpath empty", lambda: os.path.relpath(""))
attempt("nothing", lambda: os.path.join())
print(os.fspath("a"), os.fspath(b"a"), os.fsencode("ä"), os.fsdecode(b"\xc3\xa4"))
attempt("fspath", lambda: os.fspath(3))
