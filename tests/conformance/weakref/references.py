# SPDX-License-Identifier: Apache-2.0
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary, finalize, proxy, ref


class Node:
    def __init__(self, name):
        self.name = name
        self.parent = None
        self.children = []

    def add(self, child):
        child.parent = ref(self)
        self.children.append(child)
        return child

    def greet(self, word="hi"):
        return f"{word} {self.name}"

    def __repr__(self):
        return f"Node({self.name})"

    def __eq__(self, other):
        return isinstance(other, Node) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __len__(self):
        return len(self.name)

    def __call__(self, x):
        return x * 2


class Slotted:
    __slots__ = ("x",)


class Roomy:
    __slots__ = ("x", "__weakref__")


root = Node("root")
leaf = root.add(Node("leaf"))
print(leaf.parent() is root, leaf.parent().name, weakref.getweakrefcount(root), len(weakref.getweakrefs(root)), ref(root) is ref(root))
del root
print(leaf.parent(), weakref.getweakrefcount(leaf))

a, b = Node("a"), Node("a")
r, s = ref(a), ref(b)
print(r == s, r != s, hash(r) == hash(a), r is s, type(r).__name__, isinstance(r, weakref.ReferenceType), r.__callback__)
seen = []
watch = ref(b, lambda dead: seen.append((dead is watch, dead())))
print(watch == s, watch is s, callable(watch.__callback__))
b = None
print(seen, watch(), s(), r == s, s == s, repr(s).endswith("; dead>"), "to 'Node' at" in repr(r))
for value in (1, "x", [1], {}, (1,), None, Slotted(), 1.5):
    try:
        ref(value)
    except TypeError as error:
        print(error)
room = Roomy()
print(ref(room)() is room, ref(len)() is len, ref(Node)() is Node, ref({1}) is not None, ref(print)() is print)
try:
    r(1)
except TypeError as error:
    print("TypeError")

p = proxy(a)
print(p.name, p.greet(), p.greet(word="yo"), len(p), p == p, str(p), p(4), type(p).__name__, bool(p))
p.name = "changed"
p.extra = 1
print(a.name, a.extra, hasattr(p, "missing"))
del p.extra
try:
    hash(p)
except TypeError as error:
    print(error)
del a, r
try:
    print(p.name)
except ReferenceError as error:
    print(type(error).__name__, error)

one, two, three = Node("1"), Node("2"), Node("3")
cache = WeakValueDictionary({"one": one}, two=two)
cache["three"] = three
print(len(cache), sorted(cache), cache["one"], cache.get("none"), cache.get("none", 5), "two" in cache, list(cache.values()), list(cache.items()), dict(cache))
del two
print(len(cache), sorted(cache.keys()), "two" in cache, cache.get("two"))
try:
    cache["two"]
except KeyError as error:
    print("KeyError", error)
print(cache.setdefault("one", three), cache.pop("three"), cache.pop("three", "gone"), cache.popitem(), len(cache), bool(cache))

data = WeakKeyDictionary()
data[one] = "first"
data[three] = "third"
print(len(data), data[one], data[Node("1")], three in data, 5 in data, sorted(data.values()), [k.name for k in data])
del three, data[one]
print(len(data), list(data), one in data)

group = WeakSet([one])
member = Node("m")
group.add(member)
group.add(member)
print(len(group), member in group, sorted(n.name for n in group))
del member
print(len(group), group == WeakSet([one]), group | {Node("1")} == group, [n.name for n in group])
group.discard(Node("zz"))
group.remove(one)
print(len(group))


class Emitter:
    def __init__(self):
        self.listeners = []

    def on(self, method):
        self.listeners.append(weakref.WeakMethod(method))

    def emit(self, *args):
        self.listeners = [listener for listener in self.listeners if listener() is not None]
        return [listener()(*args) for listener in self.listeners]


emitter, handler = Emitter(), Node("handler")
emitter.on(handler.greet)
print(emitter.emit("hello"))
del handler
print(emitter.emit("hello"), emitter.listeners)

temporary = Node("temporary")
end = finalize(temporary, print, "finalized", sep="!")
print(end.alive, end.peek()[1:3], end.atexit)
del temporary
print(end.alive, end.peek(), end())
kept = Node("kept")
other = finalize(kept, lambda: "called")
print(other(), other.alive, other.detach(), finalize(kept, print).detach()[0] is kept)
last = finalize(kept, print, "at exit")


class Tree(list):
    pass


tree = Tree([1])
weak = ref(tree)
print(weak(), weak() is tree)
tree = 0
print(weak())
