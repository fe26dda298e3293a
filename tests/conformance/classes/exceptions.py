# Exception classes: attributes, hierarchy, str, chaining, uncaught at the end.
class AppError(Exception):
    """Base of the application's errors."""


class HttpError(AppError):
    def __init__(self, status, message="failed"):
        super().__init__(f"{status}: {message}")
        self.status = status


class Quota(HttpError):
    def __init__(self, retry_after):
        super().__init__(429, "slow down")
        self.retry_after = retry_after

    def __str__(self):
        return f"{super().__str__()} (retry after {self.retry_after}s)"


class Bare(ValueError):
    pass


for make in (lambda: HttpError(404), lambda: Quota(30), lambda: Bare(), lambda: Bare("one"), lambda: Bare("one", 2), lambda: AppError("x")):
    try:
        raise make()
    except Quota as error:
        print("quota", error, error.status, error.retry_after, error.args, repr(error))
    except AppError as error:
        print("app", error, error.args, repr(error), isinstance(error, HttpError))
    except ValueError as error:
        print("value", error, error.args, repr(error))


def layered():
    try:
        {}["key"]
    except KeyError as error:
        raise HttpError(500, "lookup") from error


try:
    layered()
except HttpError as error:
    print(error, repr(error.__cause__), error.__suppress_context__, type(error).__mro__[1].__name__)

try:
    try:
        raise Bare("first")
    except Bare:
        raise Quota(5)
except Quota as error:
    print(repr(error.__context__), error.__cause__)


class WithValue(LookupError):
    def __init__(self, **details):
        self.details = details


try:
    raise WithValue(a=1)
except LookupError as error:
    print(error.details, error.args, repr(str(error)))
try:
    raise Bare
except Bare as error:
    print(repr(error))
print(issubclass(Quota, Exception), Quota.__doc__, AppError.__doc__)


def last():
    raise Quota(60)


last()
