# SPDX-License-Identifier: Apache-2.0
from pathlib import PurePath, PureWindowsPath


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


for text in (r"C:\Users\ann\file.tar.gz", r"C:x", r"\rooted\x", r"\\server\share\dir\f.txt", "c:/mixed/slash", "rel\\x", "", "C:\\"):
    path = PureWindowsPath(text)
    print(repr(path), str(path), path.parts, repr(path.drive), repr(path.root), repr(path.anchor), path.name, path.stem, path.suffix, path.parent, path.is_absolute(), path.as_posix())
print(PureWindowsPath("C:\\A") == PureWindowsPath("c:\\a"), PureWindowsPath("C:/a") / "b" / "D:/c", PureWindowsPath("C:/a") / "/b", PureWindowsPath("C:/a/b").relative_to("c:/A"), PureWindowsPath("C:/x").as_uri())
print(PureWindowsPath("a/b").with_suffix(".txt"), PureWindowsPath("C:/a/B.TXT").match("*.txt"), isinstance(PureWindowsPath("a"), PurePath))
attempt("outside", lambda: PureWindowsPath("C:/a").relative_to("D:/"))
