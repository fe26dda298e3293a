# SPDX-License-Identifier: Apache-2.0
import traceback
def fails():
    return {}['key']
try:
    fails()
except KeyError as error:
    lines = traceback.format_exc().splitlines()
    print(lines[0], lines[-1])
    print(traceback.format_exception_only(type(error), error), traceback.format_exception_only(error))
print(traceback.format_exception_only(ValueError, ValueError()), traceback.format_exception_only(ValueError('a\nb')))
