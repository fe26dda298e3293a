# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(getattr('a', 'upper')(), getattr('a', 'nothing', 'default'), hasattr([], 'append'), hasattr(5, 'append'), getattr(5, 'real'), hasattr({}, 'keys'))
for function in [lambda: getattr('a', 'nothing'), lambda: getattr('a', 5), lambda: getattr('a'), lambda: setattr('a', 'x', 1), lambda: delattr([], 'x'), lambda: hasattr(5, 5), lambda: setattr(5, 5, 5), lambda: None.x, lambda: (5).append, lambda: len.x, lambda: int.nothing, lambda: (1.5).foo()]:
    attempt(function)
def f():
    pass
f.extra = 5
print(f.extra, hasattr(f, 'extra'), f.__name__, 'upper' in dir('a'), 'append' in dir([]))
