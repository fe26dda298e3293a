# SPDX-License-Identifier: Apache-2.0
import functools
import inspect
from typing import List, Optional


def f(a: int, b: "text" = "x", *args: float, c: Optional[int] = None, **kw: List[str]) -> bool:
    return True


signature = inspect.signature(f)
print(signature, signature.return_annotation)
for name, parameter in signature.parameters.items():
    print(name, parameter.kind.name, parameter.annotation, parameter.default is inspect.Parameter.empty, parameter)


class C:
    def m(self, other: "C", n: int = 0) -> "C": ...


print(inspect.signature(C.m), inspect.signature(C().m), inspect.signature(lambda x, y=2: 0))


@functools.wraps(f)
def wrapped(*args):
    return f(*args)


print(inspect.signature(wrapped), wrapped.__annotations__ == f.__annotations__)
