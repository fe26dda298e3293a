# SPDX-License-Identifier: Apache-2.0
import fnmatch
import glob
from pathlib import Path


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


for name in ("a.txt", "b.py", "d/c.txt", "d/e/f.txt", "d/e/.hidden", "d/g[1].txt"):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).touch()
for pattern in ("*", "*.txt", "**/*.txt", "d/*", "d/**", "**", "*/e", "d/*/f.txt", "[ab]*", "?.py", "**/*", "nothing*", "d/e/*", "*/", "d/g[[]1].txt"):
    print(pattern, sorted([str(path) for path in Path(".").glob(pattern)]), sorted([str(path) for path in Path("d").rglob(pattern)]))
for pattern in ("*", "*.txt", "**/*.txt", "**", "d/*", "*/*", "d/**/f.txt", "**/", "d/e/.*", "x", "a.txt", "d/"):
    print(pattern, sorted(glob.glob(pattern)), sorted(glob.glob(pattern, recursive=True)))
print(sorted(glob.iglob("*.py")), glob.escape("a[1]*?"), sorted(glob.glob("*.txt", root_dir="d")), sorted(glob.glob("**", recursive=True, include_hidden=True)))
attempt("empty", lambda: list(Path(".").glob("")))
attempt("absolute", lambda: list(Path(".").glob("/x")))
attempt("stars", lambda: list(Path(".").glob("a**")))
for name, pattern in (("a.txt", "*.txt"), ("A.TXT", "*.txt"), ("abc", "a?c"), ("abc", "a[!b]c"), ("a-c", "a[a-c-]c"), ("[x]", "[[]x]"), ("a]", "a[]]"), ("ab", "*a*b*"), ("x" * 40, "*x*x*x*x*y"), ("a[", "a["), ("a\nb", "a*b")):
    print(name[:6], pattern, fnmatch.fnmatch(name, pattern), fnmatch.fnmatchcase(name, pattern), fnmatch.translate(pattern))
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"))
