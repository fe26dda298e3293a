# SPDX-License-Identifier: Apache-2.0
# How control and variables pass through the clauses.
log = []


def run(error):
    found = "unset"
    try:
        if error is not None:
            raise error
    except* ValueError as e:
        found = [type(x).__name__ for x in e.exceptions]
        for x in e.exceptions:
            if isinstance(x, ExceptionGroup):
                continue
            log.append(x.args)
            break
        number = 1
    except* (TypeError, KeyError) as e:
        found = (found, len(e.exceptions))
        number = 2
    else:
        number = 0
    finally:
        log.append("finally")
    return found, number


print(run(None))
print(run(ValueError(1)))
print(run(TypeError(2)))
print(run(ExceptionGroup("g", [ValueError(1), KeyError(2), ValueError(3)])))
print(run(ExceptionGroup("g", [ExceptionGroup("h", [ValueError(1)]), TypeError(2)])))
try:
    run(OSError(9))
except OSError as e:
    print(repr(e), e.__context__)
try:
    run(ExceptionGroup("g", [OSError(9), ValueError(1)]))
except ExceptionGroup as e:
    print(repr(e), repr(e.__context__))
try:
    run(BaseExceptionGroup("g", [KeyboardInterrupt(), ValueError(1)]))
except BaseExceptionGroup as e:
    print(type(e).__name__, repr(e))
print(log)


def rebinding(group):
    kept = 1
    try:
        raise group
    except* ValueError:
        del kept
    except* TypeError:
        try:
            print(kept)
        except UnboundLocalError as e:
            print(e)


rebinding(ExceptionGroup("g", [ValueError(), TypeError()]))
rebinding(ExceptionGroup("g", [TypeError()]))


def nested():
    try:
        try:
            raise ExceptionGroup("out", [ValueError(1), TypeError(2), KeyError(3)])
        except* ValueError as outer:
            try:
                raise ExceptionGroup("in", [KeyError(4), OSError(5)])
            except* KeyError as inner:
                print("inner", inner.exceptions, repr(inner.__context__), outer.exceptions)
    except* OSError as e:
        print("os", e.exceptions[0].exceptions)
        raise RuntimeError("from clause") from None
    except* KeyError as e:
        print("key", repr(e))


try:
    nested()
except ExceptionGroup as e:
    print(repr(e))
    for x in e.exceptions:
        print(repr(x), repr(x.__cause__), repr(x.__context__), x.__suppress_context__)


def generator():
    try:
        yield 1
    except* ValueError as e:
        yield repr(e)
        yield "more"
    yield "end"


g = generator()
print(next(g), g.throw(ValueError("thrown")), list(g))


class Special(ExceptionGroup):
    def derive(self, errors):
        return Special(self.message + "'", errors)


for classes in (ValueError, (TypeError, ValueError), ()):
    try:
        try:
            raise Special("s", [ValueError(1), Special("t", [TypeError(2), ValueError(3)])])
        except* classes as e:
            print("took", repr(e))
    except ExceptionGroup as e:
        print("left", repr(e))

for i in range(3):
    try:
        raise [ValueError(i), TypeError(i), ExceptionGroup("x", [ValueError(i)])][i]
    except* ValueError as e:
        print(i, repr(e))
        for _ in range(2):
            break
    except* Exception as e:
        print(i, "other", repr(e))
try:
    print(e)
except NameError as error:
    print(error)


def classes_are_asked_for_in_order():
    def ask(cls):
        print("asked for", cls.__name__)
        return cls

    try:
        raise ExceptionGroup("g", [KeyError(1), ValueError(2)])
    except* ask(KeyError):
        pass
    except* ask(OSError):
        pass
    except* ask(ValueError):
        pass
    except* ask(TypeError):
        pass


classes_are_asked_for_in_order()


def raised_again_is_merged():
    try:
        raise ExceptionGroup("eg", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)]), OSError(4)])
    except* ValueError:
        raise
    except* TypeError as e:
        raise e


try:
    raised_again_is_merged()
except ExceptionGroup as e:
    print(repr(e))
print(Special.__mro__, BaseExceptionGroup.__bases__)
print(issubclass(ExceptionGroup, Exception), issubclass(Special, Exception), issubclass(BaseExceptionGroup, Exception))
