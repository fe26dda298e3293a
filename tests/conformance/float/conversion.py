# SPDX-License-Identifier: Apache-2.0
print(float(), float('1.5'), float(' 2 '), float('1e3'), float('-.5'), float('5.'), float('1_0.5'), float('inf'), float('-Infinity'), float('NaN'), float(3), float(True), float('+1E-2'))
for text in ['', 'a', '1,5', '1.2.3', '1e', 'e5', '0x1', '.', '1 2', 'infinit', '1_', "o'x"]:
    try:
        print(float(text))
    except ValueError as error:
        print(error)
for value in [None, [], {}, 1j, (1,)]:
    try:
        print(float(value))
    except TypeError as error:
        print(error)
print((2.0).is_integer(), (2.5).is_integer(), (0.5).as_integer_ratio(), (1.5).hex(), int(2.9), int(-2.9), round(2.567, 2), str(1.0), repr(1e-10), 5.0 == 5, hash(1.0) == hash(1), 1e3 == 1000)
print(float('1' * 40), float('0.' + '0' * 30 + '1'), float('123456789012345678'), float('2.2250738585072014e-308'), float('4.9e-324'), float('1e400'), float('-1e400'))
