# SPDX-License-Identifier: Apache-2.0
def attempt(action):
    try:
        if action == 'value':
            int('x')
        elif action == 'key':
            {}['k']
        elif action == 'index':
            [][0]
        elif action == 'type':
            1 + 'a'
        elif action == 'zero':
            1 / 0
        elif action == 'attribute':
            'a'.nothing
        result = 'no error'
    except (KeyError, IndexError) as error:
        result = f'lookup {error!r}'
    except ValueError as error:
        result = f'value {error}'
    except TypeError as error:
        result = f'type {error}'
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    else:
        result += ', else'
    finally:
        print('finally', action)
    return result


for action in ['none', 'value', 'key', 'index', 'type', 'zero', 'attribute']:
    print(attempt(action))
