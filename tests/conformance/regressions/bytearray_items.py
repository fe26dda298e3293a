# SPDX-License-Identifier: Apache-2.0
# Which complaint comes first when both the index and the value of a bytearray's item are wrong.
for index in (0, -1, 5, 10**30, "x", 1.5):
    for value in (3, 300, -1, 10**30, "y", None):
        data = bytearray(b"a" if index == 0 else b"")
        try:
            data[index] = value
            print(index, value, data)
        except Exception as error:
            print(index, value, type(error).__name__, error)
