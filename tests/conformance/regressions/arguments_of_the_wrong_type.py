# Functions of the library that are given what is no text, no element, no pair: they raise.
import enum
import mimetypes
import typing
import urllib.parse
import xml.etree.ElementTree as ET


def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print("returned", getattr(result, "__name__", result))
    except Exception as error:
        print(type(error).__name__, error)


attempt(typing.NewType, 5, int)
attempt(typing.NewType, None, None)
attempt(typing.NewType, "a.b", None)
for name in (5, None, b"x"):
    attempt(typing.TypedDict, name, {})
    attempt(type, name, (), {})
for fields in (5, None, ValueError, {"a": int}, [("a", int)], "ab"):
    attempt(typing.TypedDict, "A", fields)
attempt(typing.TypedDict, "A", {"a": int}, b=int)
attempt(typing.NamedTuple, 5, [])
for fields in (5, ["ab"], [(1, 2)], [1], [("a",)], [("class", int)], [("_a", int)], [("a", int), ("a", str)]):
    attempt(typing.NamedTuple, "A", fields)
for given in (5, None, "x", "", [1], [], ValueError):
    attempt(ET.indent, given)
attempt(ET.indent, ET.Element("a"), " ", -1)
NAMES = ("a b", 5, {1: 2}.items(), [1], [("a",)], [(1, 2)], [("a", 1, 2)], {"a": 1}, {1: 2}, ["ab"], [["a", 1]], [b"a"])
for name in (5, b"x", (), "E"):
    for names in NAMES:
        attempt(enum.Enum, name, names)
attempt(enum.Enum, "E", ["a", ("b", 2)])
attempt(enum.Enum, "E", [("a", 2), "b"])
attempt(enum.Enum, "E", [()])
attempt(mimetypes.guess_all_extensions, 5)
attempt(mimetypes.guess_extension, len)
attempt(mimetypes.guess_extension, "TEXT/HTML")
for safe in (5, None, [1], ["a"], {97}, bytearray(b"/")):
    attempt(urllib.parse.quote, "a/b", safe)
    attempt(urllib.parse.urlencode, {"a": "b/"}, False, safe)
for root in (5, None, len):
    attempt(ET.dump, root)
    attempt(ET.tostring, root)
    for method in ("find", "findall", "findtext", "iterfind", "iter"):
        attempt(getattr(ET.ElementTree(root), method), "x")
