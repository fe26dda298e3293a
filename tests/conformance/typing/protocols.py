# SPDX-License-Identifier: Apache-2.0
from typing import Protocol, runtime_checkable, SupportsInt, SupportsFloat


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None:
        ...


@runtime_checkable
class Named(Protocol):
    name: str


class Silent(Protocol):
    def silence(self):
        ...


class File:
    name = "f"

    def close(self):
        return "closed"


class Explicit(Silent):
    def silence(self):
        return "quiet"


print(isinstance(File(), Closable), isinstance(3, Closable), issubclass(File, Closable), isinstance(File(), Named))
print(Explicit().silence(), isinstance(Explicit(), Explicit))
print(isinstance(3, SupportsInt), isinstance("x", SupportsInt), isinstance(2.5, SupportsFloat))
for make in (lambda: Closable(), lambda: isinstance(File(), Silent), lambda: issubclass(File, Named)):
    try:
        print(make())
    except TypeError as error:
        print(error)
