# SPDX-License-Identifier: Apache-2.0
import re
import sys
import traceback


def show_error():
    """The traceback without paths and carets."""
    for line in traceback.format_exc().splitlines():
        if not re.fullmatch(r"[ |]*[~^]+", line):
            print(re.sub(r'File ".*/', 'File "', line))


def f(x):
    raise x

def t1():
    try:
        f(ValueError("naked"))
    except* ValueError as e:
        print(repr(e), e.exceptions, e.__context__, e.__cause__)
        show_error()
        print(sys.exc_info()[1] is e)
t1()
def t2():
    try:
        f(ValueError("naked"))
    except* ValueError as e:
        raise KeyError("k")
try:
    t2()
except Exception as e:
    show_error()
    print(repr(e.__context__))
def eg():
    return ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), KeyError(4)])])
def t3():
    try:
        f(eg())
    except* ValueError as e:
        print(repr(e))
        raise
    except* TypeError as e:
        print(repr(e))
        raise RuntimeError("rt")
    except* KeyError as e:
        raise RuntimeError("x") from e
try:
    t3()
except Exception as e:
    show_error()
    print(repr(e), repr(e.__context__))
def t4():
    try:
        f(eg())
    except* ValueError as e:
        raise e
try:
    t4()
except Exception as e:
    show_error()
    print(repr(e), repr(e.__context__))
def t5():
    try:
        f(eg())
    except* ValueError as e:
        raise
try:
    t5()
except Exception as e:
    show_error()
    print(repr(e), repr(e.__context__))
def t6():
    try:
        f(eg())
    except* OSError as e:
        pass
    else:
        print('else')
    finally:
        print('fin')
try:
    t6()
except Exception as e:
    show_error()
    print(repr(e), repr(e.__context__))
def t7():
    try:
        f(eg())
    except* (ValueError, TypeError, KeyError) as e:
        print("all")
    else:
        print('else')
    finally:
        print('fin')
t7()
def t8():
    try:
        f(eg())
    except* ExceptionGroup as e:
        print("all")
try: t8()
except TypeError as e:  show_error()
def t9():
    try:
        f(eg())
    except* 3 as e:
        print("all")
try: t9()
except TypeError as e:  show_error()
def t10():
    try:
        f(KeyError(3))
    except* ValueError as e:
        print("all")
try: t10()
except KeyError as e:  show_error()
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__)
def t11():
    for i in range(3):
        try:
            f(ExceptionGroup("a", [ValueError(i)]))
        except* ValueError:
            for j in range(2):
                if j: continue
                print(i, j)
        except* TypeError: pass
    try: print(e)
    except NameError as x: print(x)
t11()
class MyEG(ExceptionGroup):
    def __new__(cls, msg, excs, code=0):
        o = super().__new__(cls, msg, excs)
        o.code = code
        return o
    def derive(self, excs):
        return MyEG(self.message, excs, self.code)
def t12():
    try:
        e = MyEG("mine", [ValueError(1), TypeError(2)], 7)
        e.add_note("note")
        raise e from OSError("cause")
    except* ValueError as e:
        print(type(e), e.code, e.__notes__, repr(e.__cause__))
try: t12()
except MyEG as e: show_error(); print(e.code)

