# SPDX-License-Identifier: Apache-2.0
import typing
from typing import (Annotated, Any, Callable, ClassVar, Deque, DefaultDict, Dict, Final, FrozenSet, Generator, Iterable, Iterator, List, Literal,
                    Mapping, NoReturn, Optional, Sequence, Set, Tuple, Type, Union)

for form in (List[int], Dict[str, int], Set[str], FrozenSet[int], Tuple[int, str], Tuple[int, ...], Tuple[()], Type[int],
             Optional[str], Union[int, str], Union[int, None], Union[int, str, None], Union[int, int], Union[int, Union[str, int]],
             Callable[[int, str], bool], Callable[..., int], Callable[[], None], Iterable[int], Iterator[str], Sequence[int],
             Mapping[str, Any], Generator[int, None, str], Literal["a", 1, None], ClassVar[int], Final[int],
             Annotated[int, "meters"], Dict[str, List[Optional[int]]], List["Node"], Optional["Node"], List[None],
             DefaultDict[str, int], Deque[int]):
    print(form)
for form in (List, Dict, Any, Union, Optional, Callable, Tuple, NoReturn, Literal, typing.Type):
    print(form, repr(form))
print(list[int], dict[str, list[int]], tuple[int, ...], set[str], frozenset[int], type[int])
print(int | None, int | str | None, list[int] | None, None | int, Optional[int] | str)
print(List[int] == List[int], List[int] == List[str], Union[int, str] == Union[str, int], hash(List[int]) == hash(List[int]))
print(list[int] == list[int], (int | str) == (str | int), list[int] == List[int])
print({List[int]: "a"}[List[int]])
print(Literal["r", "w"] == Literal["w", "r"], Literal[1] == Literal[True])
print(Optional[int].__args__, List[int].__origin__, Dict[str, int].__args__, list[int].__origin__, list[int].__args__)
