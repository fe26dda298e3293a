# SPDX-License-Identifier: Apache-2.0
for spec in ['', 'd', '5', '<5', '>5', '^5', '=5', '05', '+', '-', ' ', '+05', '*>6', '*=+6', 'x', 'X', '#x', '#X', 'o', '#o', 'b', '#b', 'c', ',', '_', '_x', '_b', '08,', '#010x', 'e', '.2e', 'f', '.0f', 'g', '%', '.1%', 'n', '010_']:
    for value in [0, 7, -7, 65, 1234567]:
        print(spec, value, '[' + format(value, spec) + ']')
