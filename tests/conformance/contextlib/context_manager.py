# SPDX-License-Identifier: Apache-2.0
from contextlib import contextmanager


@contextmanager
def tag(name, *, close=True):
    """Writes a tag."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        if close:
            print(f"</{name}>")


with tag("a") as value:
    print("inside", value)
with tag("b", close=False):
    raise ValueError("bad")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as error:
    print("KeyError", error)
with tag("outer") as o, tag("inner") as i:
    print(o, i)
print(tag.__name__, tag.__doc__, tag.__wrapped__ is not tag)


@tag("decorated")
def work(x):
    return x + 1


print(work(1), work(2), work.__name__)


class Server:
    def __init__(self):
        self.log = []

    @contextmanager
    def session(self, user):
        self.log.append(f"open {user}")
        try:
            yield self
        finally:
            self.log.append(f"close {user}")


server = Server()
with server.session("eve") as s:
    s.log.append("work")
print(server.log)


def early():
    with tag("early"):
        return "returned"


print(early())
for n in range(3):
    with tag(str(n)):
        if n == 0:
            continue
        break
