# SPDX-License-Identifier: Apache-2.0
import os
import tempfile


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


with tempfile.TemporaryDirectory() as folder:
    print(os.path.isdir(folder), os.path.basename(folder).startswith("tmp"), len(os.path.basename(folder)), os.path.dirname(folder) == tempfile.gettempdir())
    path = os.path.join(folder, "x.txt")
    with open(path, "w") as file:
        file.write("data")
    print(os.listdir(folder), open(path).read())
print(os.path.exists(folder))
with tempfile.NamedTemporaryFile("w+", suffix=".csv", prefix="pre") as file:
    print(os.path.exists(file.name), os.path.basename(file.name).startswith("pre"), file.name.endswith(".csv"), file.write("one\ntwo\n"))
    file.flush()
    print(open(file.name).read())
    file.seek(0)
    print([line for line in file], file.closed, file.mode, file.delete)
    name = file.name
print(os.path.exists(name), file.closed)
file = tempfile.NamedTemporaryFile(delete=False)
file.write(b"kept")
file.close()
print(os.path.getsize(file.name), type(file).__name__)
os.unlink(file.name)
with tempfile.TemporaryFile() as file:
    print(file.write(b"abc"), file.seek(0), file.read())
with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
    print(file.write("ä"), file.seek(0), file.read())
descriptor, path = tempfile.mkstemp(".tmp", "my", dir=".")
print(isinstance(descriptor, int), os.path.isabs(path), os.path.basename(path)[:2], path[-4:])
os.write(descriptor, b"low level")
os.close(descriptor)
print(open(path).read())
os.remove(path)
folder = tempfile.mkdtemp(prefix="dir")
print(os.path.isdir(folder), oct(os.stat(folder).st_mode & 0o777))
os.rmdir(folder)
print(tempfile.gettempprefix(), os.path.isdir(tempfile.gettempdir()), tempfile.mktemp(".x")[-2:])
holder = tempfile.TemporaryDirectory(suffix="end")
print(holder.name.endswith("end"), os.path.isdir(holder.name), holder.cleanup(), os.path.exists(holder.name))
with tempfile.SpooledTemporaryFile(mode="w+") as file:
    file.write("spooled")
    file.seek(0)
    print(file.read())
