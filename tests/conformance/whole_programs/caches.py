# SPDX-License-Identifier: Apache-2.0
from collections import OrderedDict
import functools, time, threading


class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.data = capacity, OrderedDict()
        self.hits = self.misses = 0

    def get(self, key, default=None):
        if key not in self.data:
            self.misses += 1
            return default
        self.hits += 1
        self.data.move_to_end(key)
        return self.data[key]

    def put(self, key, value):
        if key in self.data:
            self.data.move_to_end(key)
        self.data[key] = value
        while len(self.data) > self.capacity:
            old = self.data.popitem(last=False)
            print("evict", old)

    __setitem__ = put
    __getitem__ = get

    def __contains__(self, key): return key in self.data
    def __len__(self): return len(self.data)
    def __iter__(self): return iter(self.data)
    def __str__(self): return f"<LRU {list(self.data.items())} h={self.hits} m={self.misses}>"


c = LRUCache(2)
c["a"] = 1; c["b"] = 2
print(c["a"], c["zz"])
c["c"] = 3
print(c, "b" in c, len(c), list(c))


class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = None


class LinkedLRU:
    def __init__(self, size):
        self.size = size
        self.map = {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head

    def _remove(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _add(self, node):
        node.next, node.prev = self.head.next, self.head
        self.head.next.prev = node
        self.head.next = node

    def get(self, key):
        if (node := self.map.get(key)) is None:
            return -1
        self._remove(node)
        self._add(node)
        return node.value

    def put(self, key, value):
        if key in self.map:
            self._remove(self.map.pop(key))
        elif len(self.map) >= self.size:
            last = self.tail.prev
            self._remove(last)
            del self.map[last.key]
        node = self.map[key] = Node(key, value)
        self._add(node)

    def keys(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key
            node = node.next


l = LinkedLRU(3)
for i in range(5):
    l.put(i, i * i)
print(list(l.keys()), l.get(2), l.get(0), list(l.keys()))
try:
    l.head.color = 1
except AttributeError as e:
    print(e)


def memoize(maxsize=None, *, typed=False):
    def decorator(fn):
        cache = {}
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            key = args + tuple(sorted(kwargs.items()))
            if typed:
                key += tuple(type(v) for v in args)
            try:
                wrapper.hits += 1
                return cache[key]
            except KeyError:
                wrapper.hits -= 1
                wrapper.misses += 1
                value = cache[key] = fn(*args, **kwargs)
                return value
        wrapper.hits = wrapper.misses = 0
        wrapper.cache = cache
        return wrapper
    return decorator


@memoize(typed=True)
def fib(n):
    "Fibonacci"
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.hits, fib.misses, fib.__name__, fib.__doc__, callable(fib.__wrapped__))


@functools.lru_cache(maxsize=32)
def ways(n, coins=(1, 5, 10)):
    if n == 0: return 1
    if n < 0 or not coins: return 0
    return ways(n - coins[-1], coins) + ways(n, coins[:-1])


print(ways(100), ways.cache_info(), ways.cache_parameters())
ways.cache_clear()
print(ways.cache_info())


class Lazy:
    def __init__(self, fn): self.fn = fn; self.__doc__ = fn.__doc__
    def __set_name__(self, owner, name): self.name = name; print("named", owner.__name__, name)
    def __get__(self, obj, objtype=None):
        if obj is None: return self
        print("compute")
        value = obj.__dict__[self.name] = self.fn(obj)
        return value


class Circle:
    def __init__(self, r): self.r = r
    @Lazy
    def area(self):
        "the area"
        return 3 * self.r ** 2
    @functools.cached_property
    def perimeter(self):
        print("peri")
        return 6 * self.r


k = Circle(2)
print(k.area, k.area, k.perimeter, k.perimeter, vars(k), Circle.area.__doc__)
