# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations


def f(x: int, y: List[Unknown] = None) -> some.thing[0]:
    return x


print(f.__annotations__)


class C:
    def m(self, other: C) -> C: ...


print(C.m.__annotations__)
