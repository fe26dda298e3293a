# SPDX-License-Identifier: Apache-2.0
import traceback
try:
    {}['k']
except KeyError as error:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1])
    print(traceback.format_exception_only(type(error), error))
