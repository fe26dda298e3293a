# SPDX-License-Identifier: Apache-2.0
import io
import os
import zipfile


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


with zipfile.ZipFile("a.zip", "w") as archive:
    archive.writestr("one.txt", "first")
    archive.writestr("folder/two.bin", b"\x00\x01" * 50, zipfile.ZIP_DEFLATED)
    archive.writestr(zipfile.ZipInfo("ü.txt", (2020, 1, 2, 3, 4, 6)), "umlaut")
    archive.mkdir("empty")
    print(archive.namelist(), archive.read("one.txt"), archive)
print(archive, zipfile.is_zipfile("a.zip"), zipfile.is_zipfile("missing"))
open("disk.txt", "w").write("from disk")
os.mkdir("d")
with zipfile.ZipFile("a.zip", "a", compression=zipfile.ZIP_DEFLATED) as archive:
    archive.write("disk.txt")
    archive.write("disk.txt", "d/renamed.txt")
    archive.write("d")
    archive.comment = b"a comment"
with zipfile.ZipFile("a.zip") as archive:
    print(archive.namelist(), archive.comment, archive.testzip(), archive.mode, archive.filename)
    for info in archive.infolist():
        print(info.filename, info.file_size, info.compress_size, info.compress_type, info.CRC, info.is_dir(), info.flag_bits, info.header_offset, info.create_system, info.extract_version, oct(info.external_attr >> 16)[-3:])
    print(archive.getinfo("ü.txt").date_time, archive.getinfo("ü.txt"), archive.getinfo("folder/two.bin"), archive.getinfo("empty/"))
memory = io.BytesIO()
with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    archive.writestr("x", "y" * 1000)
    with archive.open("streamed", "w") as file:
        file.write(b"part 1, ")
        file.write(b"part 2")
memory.seek(0)
with zipfile.ZipFile(memory) as archive:
    print(archive.read("x") == b"y" * 1000, archive.read("streamed"), archive.getinfo("x").compress_size < 50, archive.filename)
attempt("closed", lambda: archive.read("x"))
attempt("mode", lambda: zipfile.ZipFile("a.zip", "q"))
attempt("write to read", lambda: zipfile.ZipFile("a.zip").writestr("z", "z"))
attempt("exists", lambda: zipfile.ZipFile("a.zip", "x"))
attempt("no such file", lambda: zipfile.ZipFile("b.zip", "w").write("missing"))
attempt("comment", lambda: setattr(zipfile.ZipFile("c.zip", "w"), "comment", "text"))
attempt("old", lambda: zipfile.ZipInfo("a", (1979, 1, 1, 0, 0, 0)))
attempt("method", lambda: zipfile.ZipFile("c.zip", "w", 99))
