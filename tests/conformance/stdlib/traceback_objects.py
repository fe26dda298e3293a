# SPDX-License-Identifier: Apache-2.0
import sys
import traceback


def outer():
    inner()


def inner():
    raise ValueError("deep")


try:
    outer()
except ValueError as error:
    entry = error.__traceback__
    while entry is not None:
        print(entry.tb_frame.f_code.co_name, entry.tb_lineno, entry.tb_frame.f_lineno)
        entry = entry.tb_next
    summary = traceback.extract_tb(error.__traceback__)
    print([(frame.name, frame.lineno, frame.line) for frame in summary], len(summary))
    print(summary[-1].name, list(summary[0])[1:], [f.name for f in traceback.extract_tb(error.__traceback__, limit=1)])
    print(sys.exc_info()[0], sys.exc_info()[1], sys.exc_info()[2] is not None)
    name, line = summary[-1].name, summary[-1].lineno
    print(f"failed in {name} at line {line}")
print(ValueError("x").__traceback__)
print([f.name for f in traceback.extract_stack()])
