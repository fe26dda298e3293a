# SPDX-License-Identifier: Apache-2.0
def inner():
    raise KeyError('inner')
def chained():
    try:
        inner()
    except KeyError as error:
        raise ValueError('outer') from error
def implicit():
    try:
        inner()
    except KeyError:
        raise ValueError('outer')
def suppressed():
    try:
        inner()
    except KeyError:
        raise ValueError('outer') from None
for function in [chained, implicit, suppressed]:
    try:
        function()
    except ValueError as error:
        print(function.__name__, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
