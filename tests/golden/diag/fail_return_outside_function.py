return 1
break
def f():
    continue
    x = yield 1
class C:
    return 2
