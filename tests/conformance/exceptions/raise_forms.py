# SPDX-License-Identifier: Apache-2.0
try:
    raise ValueError
except ValueError as error:
    print(repr(error), str(error) == '', error.args)
try:
    raise ValueError('text', 2)
except ValueError as error:
    print(repr(error), error, error.args)
try:
    raise KeyError('k')
except KeyError as error:
    print(error, repr(error))
try:
    try:
        raise ValueError('inner')
    except ValueError as error:
        raise TypeError('outer') from error
except TypeError as error:
    print(error, repr(error.__cause__))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ArithmeticError as error:
    print(type(error).__name__, error)
try:
    try:
        raise ValueError('inner')
    except ValueError:
        raise RuntimeError('second') from None
except RuntimeError as error:
    print(error, error.__cause__, error.__suppress_context__)
try:
    try:
        raise ValueError('inner')
    except ValueError:
        {}['x']
except KeyError as error:
    print(repr(error.__context__))
for bad in ['text', 3, None]:
    try:
        raise bad
    except TypeError as error:
        print(error)
