# SPDX-License-Identifier: Apache-2.0
import sys

for value in (0, 1, None, "text", True, [1], 2.5):
    try:
        sys.exit(value)
    except SystemExit as error:
        print(repr(value), error.code, error.args, repr(error), str(error))
try:
    sys.exit()
except SystemExit as error:
    print(error.code, error.args)
try:
    try:
        sys.exit(4)
    except Exception:
        print("not an Exception")
    finally:
        print("finally")
except BaseException as error:
    print(type(error).__name__, error.code)
try:
    raise SystemExit(1, 2)
except SystemExit as error:
    print(error.code)
for leave in (exit, quit):
    try:
        leave("bye")
    except SystemExit as error:
        print(error.code)
sys.exit("the last words")
