# SPDX-License-Identifier: Apache-2.0
import typing
from typing import Any, Dict, List, Optional, Union, Iterable, Callable

print(isinstance([1], List), isinstance({}, Dict), isinstance((), List), isinstance([1], Iterable), isinstance(len, Callable))
print(isinstance(1, int | str), isinstance(None, int | None), isinstance(2.5, Union[int, str]), issubclass(bool, int | str))
print(isinstance(3, Optional[int]))
for classes in (List[int], list[int], Any, 5, "int", [int], Optional[List[int]]):
    try:
        print(isinstance([1], classes))
    except TypeError as error:
        print(type(error).__name__, error)
for classes in (List[int], list[int], "x"):
    try:
        print(issubclass(list, classes))
    except TypeError as error:
        print(error)
for make in (lambda: Optional[int, str], lambda: Dict[int], lambda: List[int, str], lambda: List[int](), lambda: List(),
             lambda: int["a"], lambda: Union[()], lambda: Callable[int], lambda: List[int][str]):
    try:
        print(make())
    except TypeError as error:
        print(error)
print(typing.cast(int, "5"), typing.cast("Unknown", None), typing.TYPE_CHECKING)
