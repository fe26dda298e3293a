import atexit
import gc


def goodbye(name, mark="!"):
    print("goodbye", name + mark)


atexit.register(goodbye, "first")
atexit.register(goodbye, "second", mark="?")


@atexit.register
def third():
    print("third")
    atexit.register(print, "late")


atexit.register(goodbye, "never")
atexit.unregister(print)
print(isinstance(gc.collect(), int), gc.isenabled())
gc.disable()
print(gc.isenabled())
try:
    atexit.register(5)
except TypeError as error:
    print(error)
