# SPDX-License-Identifier: Apache-2.0
# functools.partialmethod of functions, methods, descriptors and partials; through the object and through the class.
import functools


def show(*args, **kwargs):
    return tuple(type(item).__name__ if isinstance(item, Owner) or item is Owner else item for item in args), kwargs


class Owner:
    none = functools.partialmethod(show)
    some = functools.partialmethod(show, 1, 2, c=3)
    nested = functools.partialmethod(some, 4, d=5)
    of_class = functools.partialmethod(classmethod(show), 6)
    of_static = functools.partialmethod(staticmethod(show), 7)
    of_partial = functools.partialmethod(functools.partial(show, x=1), 8)
    of_builtin = functools.partialmethod(max, key=lambda item: 0)

    def set_state(self, state, loud=False):
        self.state = (state, loud)
        return self.state

    on = functools.partialmethod(set_state, "on", loud=True)


owner = Owner()
for name in ("none", "some", "nested", "of_class", "of_static", "of_partial"):
    print(name, getattr(owner, name)(), getattr(owner, name)(9, e=0, c=1))
for name in ("of_class", "of_static"):
    print(name, getattr(Owner, name)(9))
for name in ("none", "some", "nested", "of_partial"):
    print(name, getattr(Owner, name)(owner, 9, e=0))
print(owner.on(), owner.on(loud=False), Owner.on(owner))
text = repr(Owner.__dict__["some"])
print(text.partition("(")[0], text.partition(">")[2])
for make in (lambda: functools.partialmethod(), lambda: functools.partialmethod(3), lambda: Owner.some()):
    try:
        print(make())
    except TypeError as error:
        print("TypeError", error)
try:
    functools.reduce(max, 3)
except TypeError as error:
    print(error)
