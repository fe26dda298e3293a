# SPDX-License-Identifier: Apache-2.0
import types


def function():
    yield 1


class C:
    def method(self):
        return self.value

    value = 3


c = C()
print(isinstance(function, types.FunctionType), isinstance(lambda: 1, types.LambdaType), isinstance(c.method, types.MethodType),
      isinstance(function(), types.GeneratorType), isinstance(types, types.ModuleType), isinstance(None, types.NoneType),
      isinstance(len, types.BuiltinFunctionType), isinstance([].append, types.BuiltinMethodType), isinstance(function, types.MethodType),
      isinstance(list[int], types.GenericAlias), isinstance(int | str, types.UnionType))
print(types.FunctionType, types.MethodType, types.NoneType, types.MappingProxyType, types.SimpleNamespace)
bound = types.MethodType(lambda self, n: self.value + n, c)
print(bound(4), bound.__self__ is c)
c.double = types.MethodType(lambda self: self.value * 2, c)
print(c.double())
view = types.MappingProxyType({"a": 1})
print(view["a"], "a" in view, len(view), list(view.items()), view.get("z", 0), view)
try:
    view["b"] = 2
except TypeError as error:
    print(error)
Made = types.new_class("Made", (C,), {}, lambda ns: ns.update(extra=5))
print(Made().method(), Made.extra, Made.__name__)
