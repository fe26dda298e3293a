import struct

print(struct.pack("<5sx3p", b"ab", b"abcd"), struct.pack("3s", b"abcdef"), struct.pack("0s", b""), struct.pack("10p", b"xyz"))
print(struct.unpack("<5sx3p", b"ab\0\0\0\0\2ab"), struct.unpack("0s", b""), struct.unpack("3c", b"abc"))
print(struct.pack("????", 0, 1, "", [1]), struct.unpack("??", b"\0\2"))
print(struct.pack("bxh", 1, 2), struct.pack("<bxh", 1, 2), struct.calcsize("bhi"), struct.calcsize("<bhi"), struct.calcsize("bq0i"))
print(struct.pack(" 2h  b", 1, 2, 3), struct.pack(b"<h", 5), struct.pack(""), struct.unpack("", b""))
for args in (("3s", "abc"), ("3p", "abc"), ("c", b"ab"), ("c", "a"), ("z",), ("3",), ("ii", 1), (), (5,), ("<n", 1), ("é",)):
    try:
        print(struct.pack(*args))
    except Exception as error:
        print(type(error).__name__, error)
for form in ("99999999999999999999s", "9223372036854775807i", "i3", "<P", "3 i"):
    try:
        print(struct.calcsize(form))
    except struct.error as error:
        print(error)
