# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

text = 'aé😀d'
for step in [1, 2, -1, -2, 10 ** 30, -10 ** 30]:
    print(ascii(text[::step]), ascii(text[1:3:step]), ascii(text[-1:0:step]), ascii(text[10 ** 30::step]))
attempt(lambda: text[4])
attempt(lambda: text[-5])
attempt(lambda: text['a'])
attempt(lambda: text[1.0])
attempt(lambda: text[::0])
attempt(lambda: text['a':])
attempt(lambda: text[10 ** 30])
attempt(lambda: text[None])
