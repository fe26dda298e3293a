import struct
from struct import Struct, iter_unpack, pack_into, unpack_from

data = bytearray(8)
pack_into("<hh", data, 2, 1, -2)
print(data, unpack_from("<hh", data, 2), unpack_from("<h", data, offset=-4), unpack_from("<h", data))
for call in (
    lambda: unpack_from("i", b"abc", 0),
    lambda: unpack_from("i", b"abcdef", -2),
    lambda: unpack_from("i", b"abcdef", -20),
    lambda: unpack_from("i", b"abcdef", 10),
    lambda: pack_into("i", bytearray(2), 0, 1),
    lambda: pack_into("i", bytearray(2), -1, 1),
    lambda: pack_into("i", bytearray(2), -11, 1),
    lambda: pack_into("i", bytearray(12), -4),
    lambda: pack_into("i", b"abc", 0, 1),
    lambda: pack_into("i"),
    lambda: pack_into("i", data),
    lambda: iter_unpack("i", b"abc"),
    lambda: iter_unpack("", b"abc"),
    lambda: struct.unpack("ii", b"1"),
    lambda: struct.unpack("ii", "a"),
    lambda: struct.unpack("i"),
):
    try:
        print(call())
    except Exception as error:
        print(type(error), error)
header = Struct(">IH2s")
print(header.size, header.format, header.pack(1, 2, b"xy"), header.unpack(b"\0\0\0\1\0\2xy"))
print(list(header.iter_unpack(header.pack(1, 2, b"xy") * 3)), header.unpack_from(b"__" + header.pack(9, 8, b"zz"), 2))
for name, port in iter_unpack("4sH", b"abcd\1\0efgh\2\0"):
    print(name, port)
header.pack_into(data, 0, 7, 8, b"ab")
print(data)
