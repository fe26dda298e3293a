# SPDX-License-Identifier: Apache-2.0
from typing import (Annotated, Callable, Dict, List, Literal, NewType, Optional, Tuple, Union, final, get_args, get_origin, get_type_hints,
                    no_type_check, overload)

UserId = NewType("UserId", int)
print(UserId(5) + 1, UserId, UserId.__name__, UserId.__supertype__, Optional[UserId])


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


print(double(2), double("a"))


@no_type_check
def unchecked(x: "what"):
    return x


@final
class Last:
    size: int
    names: List[str]
    maybe: Optional[int] = None
    text: "str" = ""


class Further(Last):
    extra: Annotated[int, "x"] = 1


print(unchecked(1), get_type_hints(Last), get_type_hints(Further))
print(get_type_hints(Further, include_extras=True)["extra"])
print(get_origin(Union[int, str]), get_origin(Callable[[int], str]), get_args(Callable[[int], str]), get_args(Callable[..., str]))
print(get_origin(list[int]), get_args(list[int]), get_args(Literal["a", 2]), get_origin(Annotated[int, 1]), get_args(Annotated[int, 1]))
print(get_args(Tuple[int, ...]), get_args(int | str), get_origin(Dict), get_origin(None))


@overload
def only(x: int) -> int: ...


try:
    only(1)
except NotImplementedError as error:
    print(str(error)[:47])
