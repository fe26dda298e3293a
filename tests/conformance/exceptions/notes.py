# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

error = ValueError('bad')
error.add_note('first')
error.add_note('second')
print(error.__notes__, str(error))
attempt(error.add_note, 5)
attempt(error.add_note)
import traceback
print(''.join(traceback.format_exception_only(ValueError, error)), end='')
try:
    raise error
except ValueError as caught:
    caught.add_note('third')
    print(caught.__notes__, caught is error)
