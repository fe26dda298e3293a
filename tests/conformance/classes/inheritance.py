# SPDX-License-Identifier: Apache-2.0
class Base:
    name = 'base'

    def __init__(self):
        self.log = ['Base.__init__']

    def hello(self):
        return 'hello from ' + self.name

    def call(self):
        return self.hook()

    def hook(self):
        return 'base hook'


class Child(Base):
    name = 'child'

    def __init__(self, extra):
        super().__init__()
        self.log.append(f'Child {extra}')

    def hook(self):
        return 'child hook, then ' + super().hook()


class Left(Base):
    def hook(self):
        return 'left > ' + super().hook()


class Right(Base):
    def hook(self):
        return 'right > ' + super().hook()


class Both(Left, Right):
    pass


c = Child('x')
print(c.hello(), c.call(), c.log, Base().hello(), Both().call(), [k.__name__ for k in Both.__mro__], isinstance(c, Base), issubclass(Child, Base), issubclass(Base, Child), Child.__bases__ == (Base,))


class WithClassBody:
    values = [n * 2 for n in range(3)]
    total = sum(values)
    if total > 3:
        size = 'big'

    for _i in range(2):
        pass


print(WithClassBody.values, WithClassBody.total, WithClassBody.size, WithClassBody._i)
