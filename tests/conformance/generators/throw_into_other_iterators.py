# SPDX-License-Identifier: Apache-2.0
class Counter:
    def __init__(self):
        self.sent = []

    def __iter__(self):
        return self

    def __next__(self):
        if len(self.sent) > 2:
            raise StopIteration("done")
        self.sent.append(None)
        return len(self.sent)

    def send(self, value):
        self.sent.append(value)
        if value == "stop":
            raise StopIteration(self.sent)
        return "sent %r" % (value,)

    def throw(self, *given):
        return given


def outer(iterator):
    result = yield from iterator
    print("result", result)
    return result


def twice(iterator):
    yield from outer(iterator)


for make in (outer, twice):
    print(list(make(Counter())))
    g = make(Counter())
    print(next(g), g.send(4), g.throw(123), g.throw(ValueError), g.throw(ValueError, "x"), g.throw(ValueError("y")))
    try:
        g.send("stop")
    except StopIteration as stop:
        print(stop.value)
    g = make(Counter())
    print(next(g))
    try:
        g.throw(GeneratorExit)
    except GeneratorExit:
        print("exit")
g = outer([1, 2])
next(g)
try:
    g.throw(3)
except TypeError as error:
    print(error)
