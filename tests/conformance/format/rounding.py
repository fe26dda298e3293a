# SPDX-License-Identifier: Apache-2.0
for value in [0.5, 1.5, 2.5, 2.675, 1.005, 0.125, 0.375, 1e15 + 0.5, 9.995, 99.5, 1234.5678, -0.5, -1.5]:
    print(value, '%.0f' % value, '%.1f' % value, '%.2f' % value, f'{value:.2f}', round(value), round(value, 1), round(value, 2), round(value, -1))
print(round(5), round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5.0), round(2.5), round(3.5), round(-2.5), round(True), round(1e20), round(1.5, None))
print(round(10 ** 20, -19), round(55, -2), round(45, -1), type(round(2.0)).__name__, type(round(2.0, 0)).__name__)
for value in [float('nan'), float('inf'), 'x', None]:
    try:
        print(round(value))
    except Exception as error:
        print(type(error).__name__, error)
