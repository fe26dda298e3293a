# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0.0, -0.0, 1.0, -1.5, 0.1, 5e-324, 1e308, float('inf'), float('-inf'), float('nan')]:
    print(number.hex(), float.fromhex(number.hex()))
for text in ['0x1.8p3', '-0x.1', '1.8', 'inf', '-INFINITY', 'nan', '0x1p1023', ' 0x1p-1074 ', '0X1P+2', 'ABC', '0x1.fffffffffffff8p0']:
    attempt(float.fromhex, text)
for text in ['', '0x', 'xyz', '0x1p', '0x1p1024', '0xinf', '1 2', '0x1_0']:
    attempt(float.fromhex, text)
attempt(float.fromhex, 5)
