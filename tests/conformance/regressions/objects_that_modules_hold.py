# At the end of a run modules still hold objects whose classes derive from built-in types.
import string
import sys


class Names(dict):
    pass


class Items(list):
    pass


class Noted(str):
    pass


class Failure(ValueError):
    pass


class Watched(dict):
    def __del__(self):
        pass


string.held = Names(a=Items([Noted("b")]))
string.error = Failure("kept")
string.watched = [Watched(), (Noted("x"),)]
sys.held = Items([string.held])
print(string.held, repr(string.error), string.watched, sys.held)
