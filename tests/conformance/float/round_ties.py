# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.15, 1e300, 12345.678, 5e-324, 1e22]:
    print([round(number, digits) for digits in [-3, -1, 0, 1, 2, 3, 20, 400, -400]], round(number))
print(round(1234567, -2), round(15, -1), round(25, -1), round(-15, -1), round(5, 3), round(True), round(10 ** 30, -29), type(round(1.5)), type(round(1.5, 0)))
attempt(round, float('nan'))
attempt(round, float('inf'))
attempt(round, float('nan'), 2)
attempt(round, 1.5, 'a')
attempt(round, 'a')
attempt(round, 1.5, 1.5)
attempt(round, 1.7e308, -308)
