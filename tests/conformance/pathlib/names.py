# SPDX-License-Identifier: Apache-2.0
from pathlib import Path


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


path = Path("/data/report.tar.gz")
print(path.with_name("other.txt"), path.with_stem("new"), path.with_suffix(".zip"), path.with_suffix(""), Path("a").with_suffix(".b"))
print(path.relative_to("/data"), path.relative_to("/"), Path("a/b/c").relative_to("a", "b"), Path("a").relative_to("a"))
print(path.match("*.gz"), path.match("/data/*"), path.match("*.txt"), Path("a/b/c.py").match("b/*.py"), Path("c.py").match("b/*.py"), Path("a[1].x").match("a[[]1].?"))
attempt("with_name of root", lambda: Path("/").with_name("x"))
attempt("bad name", lambda: path.with_name("a/b"))
attempt("empty name", lambda: path.with_name(""))
attempt("bad suffix", lambda: path.with_suffix("zip"))
attempt("dot suffix", lambda: path.with_suffix("."))
attempt("suffix of root", lambda: Path("/").with_suffix(".x"))
attempt("outside", lambda: path.relative_to("/etc"))
attempt("absolute and relative", lambda: path.relative_to("data"))
attempt("empty pattern", lambda: path.match(""))
