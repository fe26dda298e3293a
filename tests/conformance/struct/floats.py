import struct

for value in (0.0, -0.0, 1.0, -2.5, 0.1, 65504.0, 6e-8, 5.9604644775390625e-08, 1e-10, 3.4e38, float("inf"), float("-inf"), 2049.0, 0.33333):
    for code in "<e", ">f", "d", ">d":
        try:
            data = struct.pack(code, value)
        except OverflowError as error:
            print(code, value, error)
        else:
            print(code, value, data.hex(), struct.unpack(code, data))
print(struct.unpack(">e", struct.pack(">e", float("nan"))))
for code, value in (("e", 65520.0), ("e", 65519.99), ("f", 1e39), ("f", "a"), ("d", None), ("f", 3), ("d", 10**400)):
    try:
        print(struct.pack(code, value))
    except (struct.error, OverflowError) as error:
        print(type(error).__name__, error)
