# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0.0, -0.0, 1.5, -1234567.891, 1e-7, 1e20, 99.995, float('inf'), float('nan')]:
    for spec in ['', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%', '.0f', '.1f', '.3e', '.10g', '#.0f', '#g', ',', ',.2f', '_.1f', '+.2f', ' .2f', '010.2f', '<12', '^12.1f', '=+12.1f', '*>12', 'z.0f', '012,.1f', '.3', '.15']:
        print(spec, format(number, spec), end=';')
    print()
for spec in ['d', 'x', 's', '.', '.f', 'q', 'c', '.99999999999f', ',n']:
    attempt(format, 1.5, spec)
