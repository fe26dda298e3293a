# SPDX-License-Identifier: Apache-2.0
import base64
import io
import os
import zipfile


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("readme.txt", "line 1\nline 2\nline 3\n")
    archive.writestr("sub/data.csv", "a,b\n1,2\n")
    archive.writestr("../evil.txt", "up")
    archive.writestr("/absolute.txt", "root")
archive = zipfile.ZipFile("a.zip")
print(archive.read("readme.txt"), archive.namelist())
with archive.open("readme.txt") as file:
    print(file.name, file.mode, file.readline(), file.read(4), file.readlines(), file.readable(), file.writable(), file.seekable())
    print(file.seek(0), file.read(6), file.tell())
with archive.open("sub/data.csv") as file:
    print([line.rstrip() for line in io.TextIOWrapper(file, encoding="utf-8")])
print(os.path.relpath(archive.extract("readme.txt")), open("readme.txt").read() == "line 1\nline 2\nline 3\n")
print(archive.extract("sub/data.csv", path="out"), archive.extract(archive.infolist()[2], "out"))
archive.extractall("all")
for top, folders, files in os.walk("all"):
    folders.sort()
    print(top, folders, sorted(files))
archive.extractall("some", members=["readme.txt"])
print(os.listdir("some"))
attempt("missing", lambda: archive.read("nope"))
attempt("getinfo", lambda: archive.getinfo("nope"))
attempt("open mode", lambda: archive.open("readme.txt", "a"))
archive.close()
attempt("closed", lambda: archive.read("readme.txt"))
open("plain.txt", "w").write("not a zip")
attempt("plain", lambda: zipfile.ZipFile("plain.txt"))
attempt("no file", lambda: zipfile.ZipFile("nothing.zip"))
attempt("empty", lambda: zipfile.ZipFile(io.BytesIO(b"")))
data = bytearray(open("a.zip", "rb").read())
position = data.find(b"readme.txt") + 12
data[position] ^= 0xFF
damaged = zipfile.ZipFile(io.BytesIO(bytes(data)))
print(damaged.namelist() == ["readme.txt", "sub/data.csv", "../evil.txt", "/absolute.txt"], zipfile.is_zipfile(io.BytesIO(bytes(data))))
stored = io.BytesIO()
with zipfile.ZipFile(stored, "w") as archive:
    archive.writestr("x", "hello")
data = stored.getvalue().replace(b"hello", b"jello")
attempt("bad sum", lambda: zipfile.ZipFile(io.BytesIO(data)).read("x"))
print(zipfile.ZipFile(io.BytesIO(data)).testzip())
attempt("cut", lambda: zipfile.ZipFile(io.BytesIO(data[:20])))
print(zipfile.ZipFile(io.BytesIO(b"prefix" + stored.getvalue())).read("x"))
print(issubclass(zipfile.BadZipFile, Exception), zipfile.BadZipfile is zipfile.BadZipFile, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
