import io
import sys
import warnings

warnings.simplefilter("always")
out = sys.stderr = io.StringIO()


def helper():
    warnings.warn("from the caller", stacklevel=2)
    warnings.warn("from here", category=DeprecationWarning)


helper()
lines = out.getvalue().splitlines()
for line in lines:
    print(line.split(":", 1)[-1] if not line.startswith(" ") else line)
print(warnings.formatwarning("text", UserWarning, "some.py", 12), end="")
print(warnings.formatwarning("text", UserWarning, "some.py", 12, line="  x = 1 "), end="")
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print("shown", message, category)
warnings.warn("hooked")
for bad in (lambda: warnings.simplefilter("bad"), lambda: warnings.warn("x", int), lambda: warnings.warn("x", 5),
            lambda: warnings.filterwarnings("ignore", message=3), lambda: warnings.simplefilter("ignore", lineno=-1)):
    try:
        bad()
    except Exception as error:
        print(repr(error))
