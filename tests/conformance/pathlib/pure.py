# SPDX-License-Identifier: Apache-2.0
from pathlib import Path, PurePath, PurePosixPath


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


for text in ("/a/b/c.tar.gz", "a", "", ".", "/", "a/./b//c/", "..", "//x/y", "///x", ".hidden", "a.", "name.txt", "dir/.x.y"):
    path = PurePosixPath(text)
    print(repr(text), repr(path), str(path), path.parts, repr(path.root), repr(path.anchor), repr(path.name), repr(path.stem), repr(path.suffix), path.suffixes, str(path.parent), path.is_absolute())
print(PurePath("a", "b", Path("c")), PurePath("a", "/b"), PurePath(), repr(Path("x")), repr(PurePath("x")), Path(PurePath("q"), "r"))
path = Path("/usr/local/lib/x.py")
print([str(parent) for parent in path.parents], path.parents[0], path.parents[-1], len(path.parents), path.parents[1:3])
print(path.as_posix(), path.as_uri(), path.joinpath("..", "y"), path.drive == "")
print(isinstance(path, PurePath), isinstance(path, PurePosixPath), issubclass(Path, PurePath), type(path).__name__)
attempt("parents", lambda: path.parents[10])
attempt("uri", lambda: Path("rel").as_uri())
attempt("int", lambda: Path(3))
attempt("bytes", lambda: Path(b"x"))
attempt("None", lambda: Path(None))
print(f"{path}", f"{path!r}", "%s" % path, str(path).upper(), repr([path]), path.__fspath__())
