# SPDX-License-Identifier: Apache-2.0
from pathlib import Path, PurePath


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


base = Path("a")
print(base / "b", base / "b" / "c", "x" / base, base / Path("/abs"), base / "", base / "..", Path("/") / "etc")
base /= "more"
print(base, Path("a") == Path("a/"), Path("a") == "a", Path("a") != Path("b"), Path("a/b") < Path("a/c"), Path("b") > Path("a"), Path("a") <= Path("a"))
print(sorted([Path("b"), Path("a/z"), Path("a"), Path("B")]), hash(Path("a/b")) == hash(Path("a//b")), len({Path("x"), Path("x/"), Path("y")}))
print({Path("k"): 1}[Path("k")], Path("a") in [Path("a")], bool(Path("")), Path("a/b").is_relative_to("a"), Path("ab").is_relative_to("a"))
attempt("divide by int", lambda: Path("a") / 3)
attempt("int divided", lambda: 3 / Path("a"))
attempt("add", lambda: Path("a") + "b")
attempt("less", lambda: Path("a") < "b")
attempt("attribute", lambda: Path("a").nope)
