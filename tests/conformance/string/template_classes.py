# SPDX-License-Identifier: Apache-2.0
# string.Template: derived classes change the delimiter, the names and the whole pattern.
import re
import string


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


class Percent(string.Template):
    delimiter = "%"


class Dotted(string.Template):
    idpattern = r"[a-z]+(?:\.[a-z]+)*"


class Braced(string.Template):
    idpattern = r"(?!)"
    braceidpattern = r"[A-Z ]+"


class Exact(string.Template):
    flags = 0


class Marked(string.Template):
    pattern = r"""
    @(?:
      (?P<escaped>@) |
      (?P<named>[a-z]+) |
      \((?P<braced>[^)]*)\) |
      (?P<invalid>)
    )
    """


class Lacking(string.Template):
    pattern = r"(?P<named>x)(?P<braced>y)?(?P<escaped>z)?"


class Strange(string.Template):
    pattern = r"(?P<named>a)|(?P<braced>b)|(?P<escaped>c)|(?P<invalid>d)|(?P<other>e)"


print(Percent("%who and %{what}s, 100%% of $it").substitute(who="I", what="thing"))
print(Dotted("$a.b and ${c.d} $e.").substitute({"a.b": 1, "c.d": 2, "e": 3}))
print(Braced("$no ${YES NO} ${a}").safe_substitute({"YES NO": 5, "no": 6}))
attempt(Braced("x $no").substitute, no=1)
print(Exact("$low").substitute(low=1))
attempt(Exact("$Up").substitute, Up=1)
print(Marked("@who @@ @(a b) end").substitute({"who": 1, "a b": 2}))
attempt(Marked("one\ntwo @").substitute)
attempt(Lacking("x").substitute, x=1)
attempt(Strange("abcd").safe_substitute, a=1, b=2)
attempt(Strange("e").substitute)
attempt(Strange("e").is_valid)
attempt(Strange("e").get_identifiers)
for kind, text in ((string.Template, "$a ${b} $$ $a"), (string.Template, "$a $"), (string.Template, "$1"), (Marked, "@a @(b) @"), (Percent, "%a $b"),
                   (string.Template, "ünï $ä"), (string.Template, "plain")):
    print(kind.__name__, kind(text).is_valid(), kind(text).get_identifiers(), kind(text).safe_substitute(a="A", b="B"), kind(text).template)
    attempt(kind(text).substitute, a="A", b="B")
    attempt(kind(text).substitute, {"a": 1}, b=2)
print(string.Template.delimiter, string.Template.idpattern, string.Template.braceidpattern, string.Template.flags == re.IGNORECASE)
print(isinstance(string.Template.pattern, re.Pattern), sorted(string.Template.pattern.groupindex))
text = string.Template("$x")
text.template = "changed $x"
print(text.substitute(x=1), text.substitute(mapping=1, x=2), string.Template("$self $mapping").substitute(self=1, mapping=2))
attempt(string.Template("$x").substitute, {}, y=1)
