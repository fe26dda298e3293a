# SPDX-License-Identifier: Apache-2.0
for spec in ['', '5', '<8', '>8', '^8', '=8', '08', '+', ' ', '+08.2f', 'f', '.0f', '.1f', '.2f', '.3f', '#.0f', 'e', '.0e', '.3e', 'E', 'g', '.3g', '.10g', 'G', '#g', '%', '.2%', ',', ',.2f', '_.1f', '.2', '.5', '10.3', '*^12.2f', 'n', 'F']:
    for value in [0.0, -0.0, 1.0, 2.5, -3.14159, 1234567.891, 1e-7, 1e16, 1e300, float('inf'), float('-inf'), float('nan')]:
        print(spec, value, '[' + format(value, spec) + ']')
