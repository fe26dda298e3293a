# SPDX-License-Identifier: Apache-2.0
# Slots with private names belong to their class.
class Kept:
    __slots__ = ("__hidden", "_half", "__dunder__")

    def __init__(self):
        self.__hidden = 1
        self._half = 2
        self.__dunder__ = 3

    def hidden(self):
        return self.__hidden


class _Under(Kept):
    __slots__ = "__hidden"

    def __init__(self):
        super().__init__()
        self.__hidden = 4

    def both(self):
        return self.hidden(), self.__hidden, self._Kept__hidden, self._Under__hidden


print(Kept().hidden(), Kept.__slots__, _Under().both())
try:
    Kept().other = 1
except AttributeError as error:
    print(error)
