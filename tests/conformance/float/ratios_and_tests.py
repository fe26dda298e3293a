# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0.0, 0.5, -0.75, 0.1, 1e20, 5e-324, 3.0]:
    print(number.as_integer_ratio(), number.is_integer(), number.real, number.imag, number.conjugate(), int(number), bool(number))
attempt(float('inf').as_integer_ratio)
attempt(float('nan').as_integer_ratio)
print(float('inf').is_integer(), (5).as_integer_ratio(), (-3).numerator, (7).denominator)
