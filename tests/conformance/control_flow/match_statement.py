# SPDX-License-Identifier: Apache-2.0
def shape(value):
    match value:
        case 0 | 1:
            return 'small'
        case int() if value > 100:
            return 'big'
        case [x]:
            return f'one {x}'
        case [x, *rest]:
            return f'many {x} {rest}'
        case {'kind': k, **others}:
            return f'{k} {others}'
        case str(text):
            return 'text ' + text
        case None:
            return 'none'
        case _:
            return 'other'


for value in [0, 1, 2, 101, [5], [1, 2, 3], {'kind': 'a', 'z': 1}, 'hi', None, 2.5, {}]:
    print(value, shape(value))
