# SPDX-License-Identifier: Apache-2.0
import io
import logging


def logged(formatter, *args, **kwargs):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.getLogger("fmt")
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.warning(*args, **kwargs)
    return stream.getvalue()


print(logged(None, "bare"), end="")
print(logged(logging.Formatter("[%(levelname)-8s] %(levelno)d %(funcName)s %(module)s %(filename)s %(lineno)d %(message)s"), "x"), end="")
print(logged(logging.Formatter("{levelname:>10}|{message!r}", style="{"), "curly %s", 1), end="")
print(logged(logging.Formatter("${levelname} $message", style="$"), "dollar"), end="")
print(len(logged(logging.Formatter("%(asctime)s %(message)s"), "t")), len(logged(logging.Formatter("%(asctime)s", "%Y"), "t")))
print(logged(logging.Formatter("%(user)s %(message)s"), "with extra", extra={"user": "ann"}), end="")
print(logged(logging.Formatter("%(user)s %(message)s", defaults={"user": "nobody"}), "default"), end="")
try:
    int("x")
except ValueError as error:
    text = logged(logging.Formatter("%(message)s"), "failed", exc_info=True)
    print(text.splitlines()[0], "|", text.splitlines()[-1])
    print(logged(None, "given", exc_info=error).splitlines()[-1])
print(logged(None, "none", exc_info=True), end="")
record = logging.LogRecord("n", logging.INFO, "/a/path.py", 12, "message %s", ("arg",), None)
print(record.getMessage(), record.levelname, record.filename, record.module, record.lineno, record, logging.Formatter().format(record))
print(logging.makeLogRecord({"msg": "made", "levelname": "X"}).getMessage())
for wrong in (lambda: logged(None, "x", extra={"message": 1}), lambda: logged(None, "x", nonsense=1), lambda: logging.Formatter("{message}", style="x")):
    try:
        wrong()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
