# The functions of traceback for None, and for arguments that are no exceptions.
import io
import traceback


def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, repr(function(*args, **kwargs)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for function in (traceback.format_exception, traceback.format_exception_only):
    attempt(function, None)
    attempt(function, None, None)
    attempt(function, 5)
    attempt(function, "text")
    attempt(function, ValueError, 5)
    attempt(function, ValueError, None)
    attempt(function, ValueError("x"))
    attempt(function, ValueError("x"), None)
    attempt(function, None, ValueError("z"))

attempt(traceback.format_exception, None, None, None)
attempt(traceback.format_exception, 3, None, None)
attempt(traceback.format_exception, 3, 4, None)
attempt(traceback.format_exception, ValueError, ValueError("q"), None)
attempt(traceback.format_exception, ValueError("q"), tb=None)
attempt(traceback.format_exc)
attempt(traceback.format_exc, None)

for args in ((None,), (None, None, None), (5,), ("a", "b", None), (ValueError("w"),)):
    file = io.StringIO()
    attempt(traceback.print_exception, *args, file=file)
    print(repr(file.getvalue()))
file = io.StringIO()
traceback.print_exc(file=file)
print(repr(file.getvalue()))
