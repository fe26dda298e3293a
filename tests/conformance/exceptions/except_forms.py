# SPDX-License-Identifier: Apache-2.0
def kind(error):
    try:
        raise error
    except (KeyError, IndexError) as caught:
        return 'lookup', type(caught).__name__
    except ArithmeticError:
        return 'arithmetic'
    except Exception as caught:
        return 'other', caught.args
print(kind(KeyError(1)), kind(IndexError), kind(ZeroDivisionError()), kind(OverflowError('x')), kind(ValueError('v', 2)))
try:
    try:
        raise ValueError('x')
    except ValueError as error:
        pass
    print(error)
except NameError as unbound:
    print(unbound)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
classes = (TypeError, ValueError)
try:
    int('x')
except classes as error:
    print(error)
try:
    pass
except Exception:
    print('no')
else:
    print('else')
