# SPDX-License-Identifier: Apache-2.0
for number in [0.1, 0.1 + 0.2, 1 / 3, 1e15, 1e16, 123456789012345678.0, 1e-4, 1e-5, 0.00012345, 5e-324, 1.7976931348623157e308, 2.5, -0.0, 1e22, 1e23, 9007199254740993.0, 100.0, 3.0e-10]:
    print(number, repr(number), str(number), f'{number}', [number], float(repr(number)) == number)
