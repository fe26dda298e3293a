# SPDX-License-Identifier: Apache-2.0
import re
import sys
import traceback


def show_error():
    """The traceback without paths and carets."""
    for line in traceback.format_exc().splitlines():
        if not re.fullmatch(r"[ |]*[~^]+", line):
            print(re.sub(r'File ".*/', 'File "', line))


def mk():
    try:
        try: raise KeyError("ctx")
        except KeyError: raise ValueError("line1\nline2")
    except ValueError as e:
        e.add_note("n1\nn2")
        return e
deep = ValueError("deep")
for i in range(12): deep = ExceptionGroup("g%d" % i, [deep])
x = ExceptionGroup("multi\nline", [mk(), deep, ExceptionGroup("inner", [mk()]), KeyError(1)])
x.add_note("a\nb")
try:
    raise x
except ExceptionGroup:
    show_error()
print(traceback.format_exception_only(x))
print(traceback.format_exception_only(mk()))

many = ExceptionGroup("many", [ValueError(i) for i in range(20)])
try:
    raise many from KeyError("why")
except ExceptionGroup:
    show_error()
try:
    try:
        raise ExceptionGroup("first", [OSError(1)])
    except ExceptionGroup:
        raise ExceptionGroup("second", [many.exceptions[0], ExceptionGroup("third", [KeyError(2), KeyError(3)])])
except ExceptionGroup:
    show_error()
raise ExceptionGroup("uncaught", [ValueError(1)])
