# SPDX-License-Identifier: Apache-2.0
import heapq, random, itertools
from collections import deque, Counter, ChainMap
from contextlib import contextmanager, ExitStack, suppress, closing, redirect_stdout, nullcontext
import io


class Event:
    _ids = itertools.count(1)

    def __init__(self, time, name, action, priority=0):
        self.time, self.name, self.action, self.priority = time, name, action, priority
        self.id = next(self._ids)

    def __lt__(self, other):
        return (self.time, self.priority, self.id) < (other.time, other.priority, other.id)

    def __repr__(self):
        return f"<{self.name}#{self.id}@{self.time}>"


class Simulator:
    def __init__(self):
        self.now, self.queue, self.log = 0, [], []

    def schedule(self, delay, name, action, **kw):
        event = Event(self.now + delay, name, action, **kw)
        heapq.heappush(self.queue, event)
        return event

    def run(self, until=None):
        while self.queue:
            if until is not None and self.queue[0].time > until:
                break
            event = heapq.heappop(self.queue)
            self.now = event.time
            self.log.append(event)
            event.action(self)
        return self.now


sim = Simulator()
def arrive(sim, n=[0]):
    n[0] += 1
    print(f"t={sim.now:>3} arrival {n[0]}")
    if n[0] < 4:
        sim.schedule(5, "arrive", arrive)
    sim.schedule(7, "leave", lambda s, k=n[0]: print(f"t={s.now:>3} leave {k}"))
sim.schedule(0, "arrive", arrive)
sim.schedule(5, "vip", lambda s: print("vip first", s.now), priority=-1)
print(sim.run(until=12), sim.queue[0], sim.run(), sim.log)

random.seed(42)
print([random.randint(1, 6) for _ in range(8)], random.choice("abc"), random.sample(range(100), 4), round(random.random(), 6), random.shuffle([1]) )
xs = list(range(10)); random.shuffle(xs); print(xs, random.uniform(1, 2), random.gauss(0, 1), random.choices("ab", k=5, weights=[1, 3]))


@contextmanager
def step(name, swallow=()):
    print(f"[{name}")
    try:
        yield name.upper()
    except swallow as e:
        print(f" swallowed {e!r}")
    finally:
        print(f"{name}]")


with step("a") as A, step("b", swallow=ZeroDivisionError) as B:
    print(A, B)
    1 / 0
print("after")
try:
    with step("c"):
        raise KeyError("k")
except KeyError as e:
    print("out", e)


class Resource:
    def __init__(self, name): self.name = name
    def __enter__(self): print("open", self.name); return self
    def __exit__(self, exc_type, exc, tb):
        print("close", self.name, exc_type.__name__ if exc_type else None, exc)
        return exc_type is ValueError
    def close(self): print("closing", self.name)


with ExitStack() as stack:
    rs = [stack.enter_context(Resource(f"r{i}")) for i in range(3)]
    stack.callback(print, "callback", sep="|", end="!\n")
    stack.push(lambda *a: print("pushed", a[0]))
    raise ValueError("v")
with suppress(FileNotFoundError, KeyError):
    {}["x"]
    print("never")
with closing(Resource("z")) as z:
    print(z.name)
buf = io.StringIO()
with redirect_stdout(buf):
    print("hidden")
print(repr(buf.getvalue()))


def coroutine(fn):
    def start(*a, **k):
        g = fn(*a, **k)
        next(g)
        return g
    return start


@coroutine
def averager():
    total = count = 0
    average = None
    while True:
        try:
            value = yield average
        except ValueError as e:
            print("reset", e)
            total = count = 0
            continue
        if value is None:
            break
        total += value; count += 1
        average = total / count
    return count, average


g = averager()
print(g.send(10), g.send(20), g.throw(ValueError("now")), g.send(5))
try:
    g.send(None)
except StopIteration as e:
    print(e.value)


def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item
def chunks(it, n):
    it = iter(it)
    while chunk := list(itertools.islice(it, n)):
        yield chunk
def pipeline(source, *stages):
    for s in stages: source = s(source)
    return source
print(list(flatten([1, [2, (3, [4])], 5])), list(chunks(range(7), 3)))
print(list(pipeline(range(20), lambda s: (x for x in s if x % 2), lambda s: (x * x for x in s), lambda s: itertools.takewhile(lambda x: x < 200, s))))
c = Counter("abracadabra"); d = deque(maxlen=3)
for x in range(5): d.append(x); d.appendleft(-x)
print(c.most_common(2), c - Counter("aab"), c & Counter("aab"), +c, d, d[1], sum(c.values()), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
