# SPDX-License-Identifier: Apache-2.0
import io

file = io.StringIO()
print(file.write("one\n"), file.write("two"), file.tell(), repr(file.getvalue()), repr(file.read()))
file.seek(0)
print(file.read(2), repr(file.readline()), file.readlines(), file.read() == "")
file.seek(0)
print(list(file), file.closed, file.readable(), file.writable(), file.seekable(), file.isatty())
file = io.StringIO("initial value")
print(file.read(7), file.tell(), file.truncate(3), repr(file.getvalue()), file.seek(0, 2), file.tell())
file.seek(6)
file.write("x")
print(repr(file.getvalue()))
file = io.StringIO("start")
file.write("ST")
print(file.getvalue(), file.read())
print("text", 1, file=file)
print(repr(file.getvalue()))
with io.StringIO("a\r\nb\rc\n") as file:
    print(file.readlines())
for newline in (None, "", "\n", "\r", "\r\n"):
    file = io.StringIO("a\r\nb\rc\n", newline=newline)
    print(repr(newline), file.readlines(), repr(file.getvalue()))
file = io.StringIO("äöü\n😀x")
print(file.read(2), file.tell(), file.readline(), file.read(1), file.tell())
for wrong in (lambda: io.StringIO(3), lambda: io.StringIO().write(3), lambda: io.StringIO("x").seek(-1), lambda: io.StringIO("x").seek(1, 1), lambda: io.StringIO("x").seek(0, 7), lambda: io.StringIO().read("x")):
    try:
        wrong()
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
file = io.StringIO()
file.writelines(["a", "b"])
print(file.getvalue(), file.newlines, file.encoding, file.errors, file.line_buffering)
print(isinstance(file, io.TextIOBase), isinstance(file, io.IOBase), isinstance(file, io.BytesIO))
