# SPDX-License-Identifier: Apache-2.0
import io

file = io.BytesIO()
print(file.write(b"one\n"), file.write(bytearray(b"two")), file.tell(), file.getvalue(), file.read())
file.seek(0)
print(file.read(2), file.readline(), file.readlines(), file.read1(5))
file.seek(-3, 2)
print(file.read(), file.seek(1), file.read(1), file.seek(1, 1), file.tell(), file.read(1))
file.seek(10)
file.write(b"x")
print(file.getvalue(), bytes(file.getbuffer()), file.truncate(2), file.getvalue())
file = io.BytesIO(b"a\nb\nc")
print(list(file), file.tell())
file.seek(0)
print(next(file), file.readlines(1))
for wrong in (lambda: io.BytesIO("x"), lambda: io.BytesIO().write("x"), lambda: io.BytesIO(b"x").seek(-1), lambda: io.BytesIO().read("x"), lambda: io.BytesIO(b"x").seek(0, 7), lambda: io.BytesIO().truncate(-1), lambda: io.BytesIO().fileno()):
    try:
        wrong()
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
with io.BytesIO(b"xyz") as file:
    print(file.read(), file.closed, file.readable(), file.writable(), file.seekable())
print(file.closed, isinstance(file, io.BufferedIOBase), isinstance(file, io.IOBase))
