# SPDX-License-Identifier: Apache-2.0
import sys
def leave(code):
    try:
        sys.exit(code)
    finally:
        print('leaving')
try:
    leave(5)
except SystemExit as error:
    print(error.code, repr(error))
leave(7)
