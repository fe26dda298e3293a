# SPDX-License-Identifier: Apache-2.0
class E(Exception):
    def __new__(cls, *args, **kwargs):
        return cls
def boring_generator():
    yield
gen = boring_generator()
try: gen.throw(E)
except TypeError as x: print(x)
class E2(Exception):
    def __new__(cls, *a):
        return "hello"
def generator():
    try:
        yield 1
    except E2: print("x")
gen = generator()
next(gen)
try: gen.throw(E2)
except TypeError as x: print(x)
try:
    raise E2
except TypeError as x: print(x)
try:
    raise E
except TypeError as x: print(x)
try: gen.throw(E2, 3)
except TypeError as x: print(x)
