# SPDX-License-Identifier: Apache-2.0
from pathlib import Path


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


path = Path("folder/inner/file.txt")
path.parent.mkdir(parents=True)
print(path.write_text("first\nsecond\nü\n", encoding="utf-8"), path.read_text(encoding="utf-8"), path.exists(), path.is_file(), path.is_dir())
print(path.write_bytes(b"\x00\x01"), path.read_bytes(), path.stat().st_size)
with path.open("w") as file:
    file.write("opened")
with open(path) as file:
    print(file.read(), file.name)
with path.open("rb") as file:
    print(file.read())
print(sorted([str(entry) for entry in Path("folder").iterdir()]))
print(path.rename("folder/moved.txt"), path.exists(), Path("folder/moved.txt").replace(Path("folder/again.txt")))
Path("empty").touch()
print(Path("empty").exists(), Path("empty").stat().st_size)
Path("empty").touch()
attempt("touch", lambda: Path("empty").touch(exist_ok=False))
Path("empty").unlink()
attempt("unlink", lambda: Path("empty").unlink())
print(Path("empty").unlink(missing_ok=True))
attempt("mkdir", lambda: Path("folder").mkdir())
print(Path("folder").mkdir(exist_ok=True))
attempt("mkdir below nothing", lambda: Path("x/y").mkdir())
attempt("read", lambda: Path("missing").read_text())
attempt("read a folder", lambda: Path("folder").read_text())
attempt("write an int", lambda: Path("z").write_text(3))
attempt("write a str", lambda: Path("z").write_bytes("x"))
attempt("rmdir", lambda: Path("folder").rmdir())
attempt("iterdir", lambda: list(Path("missing").iterdir()))
attempt("stat", lambda: Path("missing").stat())
attempt("rename", lambda: Path("missing").rename("x"))
Path("link").symlink_to("folder")
print(Path("link").is_symlink(), Path("link").is_dir(), Path("link").readlink(), Path("link").resolve() == Path("folder").resolve(), Path("folder").samefile("link"))
print(Path("a/../b").resolve() == Path.cwd() / "b", Path("a").absolute() == Path.cwd() / "a", Path.cwd() == Path().resolve(), Path("missing").exists(), Path("").exists())
Path("folder/inner").rmdir()
print(Path("folder/inner").exists())
