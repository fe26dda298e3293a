# SPDX-License-Identifier: Apache-2.0
def say(x):
    print('eval', x)
    return x


print(f'{say(1)}{say("b")}{say(2.5):.1f}')
for bad in [lambda: f'{1:q}', lambda: f'{"x":d}', lambda: f'{None:5}', lambda: f'{[]:>5}', lambda: f'{undefined_name}', lambda: f'{1 / 0}', lambda: f'{1.5:d}', lambda: f'{"a":+}', lambda: f'{ {} :5}', lambda: f'{"a":=5}']:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
