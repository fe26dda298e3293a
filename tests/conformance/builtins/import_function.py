# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(__import__('math').floor(2.5), __import__('os.path').__name__, __import__('os.path', fromlist=['join']).join('a', 'b'), __import__(name='json').dumps([1]))
attempt(__import__, 'no_such_module_at_all')
attempt(__import__, '')
attempt(__import__, 5)
attempt(__import__, 'math', level=-1)
