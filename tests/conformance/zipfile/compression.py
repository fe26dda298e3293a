# SPDX-License-Identifier: Apache-2.0
import gzip
import io
import zlib

data = b"the same line again\n" * 200
packed = zlib.compress(data)
print(len(packed) < 100, zlib.decompress(packed) == data, zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")))
print(zlib.decompress(zlib.compress(b"", 9)), len(zlib.compress(data, 0)) > len(data), zlib.decompress(zlib.compress(data, wbits=-15), -15) == data)
packer = zlib.compressobj(9)
stream = packer.compress(b"one ") + packer.compress(b"two") + packer.flush()
unpacker = zlib.decompressobj()
print(unpacker.decompress(stream[:5]) + unpacker.decompress(stream[5:]) + unpacker.flush(), unpacker.eof, unpacker.unused_data)
for wrong in (b"not compressed", packed[:10], b""):
    try:
        zlib.decompress(wrong)
    except zlib.error as error:
        print(error)
try:
    zlib.compress("text")
except TypeError as error:
    print(error)
squeezed = gzip.compress(data, mtime=0)
print(gzip.decompress(squeezed) == data, squeezed[:4], gzip.decompress(squeezed + squeezed) == data + data, gzip.decompress(b""))
with gzip.open("x.gz", "wt", encoding="utf-8") as file:
    file.write("äöü\nsecond\n")
with gzip.open("x.gz", "rt", encoding="utf-8") as file:
    print(file.read())
with gzip.open("x.gz") as file:
    print(file.readline(), file.read(3), file.seek(0), file.readlines())
with gzip.open("x.gz", "ab") as file:
    print(file.write(b"more\n"))
print(gzip.open("x.gz").read().decode())
memory = io.BytesIO()
with gzip.GzipFile(fileobj=memory, mode="wb", mtime=0) as file:
    file.write(b"in memory")
print(gzip.GzipFile(fileobj=io.BytesIO(memory.getvalue())).read())
for wrong in (b"plain text", squeezed[:20], squeezed[:-8] + b"\0" * 8):
    try:
        gzip.decompress(wrong)
    except (OSError, EOFError) as error:
        print(type(error).__name__, error)
