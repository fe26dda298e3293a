# SPDX-License-Identifier: Apache-2.0
for spec in ['', 's', '5', '<5', '>5', '^5', '^6', '*<6', '.2', '.2s', '6.1', '>6.1s', '_^9', '.0', '05', '日>6']:
    for value in ['', 'a', 'abc', 'héllo', '日本']:
        print(spec, '[' + format(value, spec) + ']')
for spec in ['d', 'x', '+', ',', '=5', '.', '5.', 'ss', '>', '<<5', '#', '5d']:
    try:
        print(spec, '[' + format('abc', spec) + ']')
    except ValueError as error:
        print(spec, error)
for spec in ['s', '.2', 'q', '..', ',_', '+s', ',x', '=', 'c,', '.1d']:
    try:
        print(spec, '[' + format(42, spec) + ']')
    except ValueError as error:
        print(spec, error)
print(format(None), format([1]), format(True), format(True, 'd'), format(True, '5'), format('x'), format(1.0))
