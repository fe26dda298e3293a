# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for spec in ['', 's', '10', '<10', '>10', '^10', '*^10', '.2', '10.2s', '05', '😀>5', '.0']:
    print(spec, '[' + format('abc', spec) + ']', '[' + format('é😀', spec) + ']')
for value, spec in [('a', 'd'), ('a', '+'), ('a', '='), ('a', '#'), ('a', ','), ('a', '=5'), ('a', 'z'), (None, '5'), ([], '>3'), ((1,), 'd'), ({}, 's'), (b'a', '5'), ('a', 'ss'), (len, '1')]:
    attempt(format, value, spec)
attempt(format, 1, 5)
attempt(format, 1, None)
attempt(format)
print(format(None), format([1]), format({'a': 1}), format(True))
