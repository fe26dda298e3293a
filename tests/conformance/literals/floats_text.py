# SPDX-License-Identifier: Apache-2.0
values = [0.1, 1 / 3, 2 / 3, 1e100, 1.7976931348623157e308, 5e-324, 2.5, 1e16, 1e17, 123456.789e3, 1e-7, 0.00001, 0.0001, 9007199254740993.0,
          3.141592653589793, 100.0, 1.0e5, 4.35, 4.349999999999999, 0.5, 1e21, 123e-20]
for value in values:
    print(value, repr(-value), str(value), [value])
print(float('inf'), float('-inf'), float('nan'))
