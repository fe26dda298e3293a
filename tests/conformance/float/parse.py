# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for text in ['1.5', ' -1e5 ', '1_0.5_0', '.5', '5.', 'inf', '-Infinity', 'NaN', '+nan', '1e400', '1e-400', '٣.٥', '１', '1_', '_1', '1__0', '', '.', 'e5', '1e', '0x10', '1,5', 'infin', '1 2', '\n3\t']:
    print(ascii(text), end=' ')
    attempt(float, text)
attempt(float, None)
attempt(float, [1])
attempt(float, b'1.5')
attempt(float, '1', '2')
print(float(), float(True), float(10 ** 20))
