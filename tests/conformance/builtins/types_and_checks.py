# SPDX-License-Identifier: Apache-2.0
values = [1, 1.5, 'a', None, True, [], {}, (), {1}, b'', range(1), len, lambda: 0, int, ValueError('x'), frozenset(), ...]
for value in values:
    print(type(value), type(value).__name__, isinstance(value, (int, str)), callable(value), isinstance(value, object))
print(isinstance(1, int), isinstance('a', (int, str)), isinstance([], list), isinstance({}, dict), isinstance(True, (float, bool)), isinstance(None, type(None)), issubclass(bool, int), type(1) == int, type('') is str, type([]) == type([1]))
print(str(int), repr(str), f'{type([])}', f"received type '{type({})}'", type(None), type(type(1)), int, [str, dict], type(ValueError('x')).__name__, type(Exception))
for bad in [lambda: isinstance(1, 'int'), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: type(), lambda: isinstance(1)]:
    try:
        print(bad())
    except TypeError as error:
        print(error)
print(hasattr('a', 'upper'), hasattr('a', 'nope'), getattr('abc', 'upper')(), getattr([], 'nope', 'default'), callable(getattr({}, 'get')), id('a') == id('a'), type(id(1)).__name__)
