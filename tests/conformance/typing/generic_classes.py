# SPDX-License-Identifier: Apache-2.0
from typing import Dict, Generic, List, Optional, TypeVar, get_args, get_origin

T = TypeVar("T")
K = TypeVar("K", bound=str)
N = TypeVar("N", int, float)
Out = TypeVar("Out", covariant=True)
In = TypeVar("In", contravariant=True)
print(T, K, N, Out, In, T.__name__, K.__bound__, N.__constraints__, T.__bound__, T.__constraints__)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None


class Pair(Generic[K, T]):
    def __init__(self, key, value):
        self.key, self.value = key, value


class IntStack(Stack[int]):
    def total(self):
        return sum(self.items)


stack = Stack[int]()
stack.push(1)
stack.push(2)
print(stack.pop(), stack.pop(), stack.pop(), type(stack).__name__)
print(Stack[int], Pair[str, int], Stack.__parameters__, Pair.__parameters__, IntStack.__parameters__)
ints = IntStack()
ints.push(3)
ints.push(4)
print(ints.total(), isinstance(ints, Stack), [c.__name__ for c in IntStack.__mro__])
print(Pair("a", 1).value, Pair[str, int]("b", 2).key, stack.__orig_class__)
print(List[T], Dict[str, T][int], List[T][int], List[Dict[K, T]].__parameters__)
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Stack[int]) is Stack, get_origin(int), get_args(int))
for make in (lambda: Stack[int, str], lambda: IntStack[int], lambda: Generic[int], lambda: isinstance(stack, Stack[int])):
    try:
        print(make())
    except TypeError as error:
        print(error)
