# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, (float, int))), isinstance('a', object), isinstance(None, type(None)), issubclass(bool, int), issubclass(KeyError, (ValueError, LookupError)), isinstance(int, type), type(1) is int, type(type), type(None), isinstance([], ()), isinstance(ValueError(), Exception), issubclass(int, object))
for function in [lambda: isinstance(1, 5), lambda: isinstance(1, [int]), lambda: isinstance(1, (str, 5)), lambda: isinstance(1), lambda: issubclass(1, int), lambda: issubclass(int, 5), lambda: isinstance(1, 'int')]:
    attempt(function)
print(callable(len), callable(int), callable(5), callable(lambda: 1), callable('a'.upper), repr(type('a')), str(int), type(len).__name__, type(lambda: 1).__name__, type(print).__name__)
