import struct

for prefix in "<>=!@":
    for code in "bBhHiIlLqQ":
        size = struct.calcsize(prefix + code)
        print(prefix + code, size)
        for value in (0, 1, -1, 127, 128, 255, 256, -32768, 65535, 2**31, -(2**31), 2**32 - 1, 2**63 - 1, 2**64 - 1, 2**70):
            try:
                data = struct.pack(prefix + code, value)
            except struct.error as error:
                print(value, "error:", error)
            else:
                print(value, data, struct.unpack(prefix + code, data))
for bad in (1.5, "a", None, [1]):
    try:
        struct.pack("<i", bad)
    except struct.error as error:
        print(error)


class Indexed:
    def __index__(self):
        return 77


print(struct.pack(">H", Indexed()), struct.pack("i", True))
