# SPDX-License-Identifier: Apache-2.0
"""The expressions of random programs: for each type its literals and its productions.

In a production `<type>` stands for an expression of that type, `<a|b|c>` for one of these words; one with <, > or | in it
stands in quotes. Types:

    int float bool none str bytes       as in Python; `small` is an int that is safe as a count, `index` one near a sequence's ends
    ints floats strs rows list          list of int, float, str, list of int, of anything plain
    tuple pair pairs                    tuple of anything plain; (int, str); list of these
    dict record                         str to int; str to anything plain
    set words frozen                    set of int, set of str, frozenset of int: their order is never shown
    any                                 one of the types whose text is the same in every run
"""

LITERALS = {
    "int": """0 1 -1 2 3 7 -13 10 63 255 1000 -999 65536 2147483647 -2147483648 4294967296 9223372036854775807
              -9223372036854775808 9223372036854775808 0xff 0b101 0o17 1_000 12345678901234567890""".split(),
    "small": "0 1 2 3".split(),
    "index": "0 1 2 -1 -2 5 -7".split(),
    "float": """0.0 -0.0 0.5 1.5 -2.75 0.1 3.14159 1e16 1e-5 123456.789 1e22 2.675 100.0 1e300 -1e-300 0.3 2.5 5e-324
                1.7976931348623157e308 9007199254740993.0""".split(),
    "bool": ["True", "False"],
    "none": ["None"],
    "str": [
        "''", "'a'", "'abc'", "'Hello World'", "'  padded '", "'a,b,,c'", "'42'", "'-7'", "'1.5'", "'h\xe9llo'", "'\u65e5\u672c\u8a9e'",
        '"it\'s"', "'say \"hi\"'", "'tab\\tend'", "'line\\nline'", "'{}'", "'100%'", "'aXbXc'", "'true'", "'\U0001f600x'", "'\xdf\u017f'",
        "'\\x00\\x7f'", "'\\\\'", "'\u0130\u0131'", "r'\\d+'", "'0x1f'", "'A-B_C d'", "'\u0661\u0662'", "'one two  three'", "'\\r\\n'",
    ],
    "bytes": ["b''", "b'abc'", "b'\\x00\\xff'", "b'a,b,c'", "b'  x '", "b'12'", "'\xe9\u20ac'.encode()", "bytes(3)", "bytes([1, 2, 255])"],
    "ints": ["[]", "[1]", "[3, 1, 2]", "[0, -5, 10 ** 18]", "list(range(5))", "[7, 7, 7]", "[2 ** 64, -1]"],
    "floats": ["[]", "[0.5]", "[1.5, -2.0, 1e10]", "[0.1] * 3"],
    "strs": ["[]", "['a']", "['b', 'A', 'a']", "['x', '', '\xe9']", "['10', '9', '1']", "'a b c'.split()"],
    "rows": ["[]", "[[]]", "[[1, 2], [3]]", "[[0], [], [5, 6]]", "[[i, i * i] for i in range(3)]"],
    "list": ["[]", "[1, 'a', None]", "[True, 1.5]", "[[], {}, ()]", "[b'x', 'x']", "[None, [1, [2]]]"],
    "tuple": ["()", "(1,)", "(1, 'a')", "(None, 2.5, True)", "((), [1])"],
    "pair": ["(1, 'a')", "(-3, '')", "(0, '\xe9')"],
    "pairs": ["[]", "[(2, 'b'), (1, 'a')]", "[(1, 'z'), (1, 'y'), (0, '')]", "list(enumerate('ab'))"],
    "dict": ["{}", "{'a': 1}", "{'b': 2, 'a': 1, 'c': 3}", "dict(x=1, y=2)", "dict.fromkeys('ab', 0)"],
    "record": ["{}", "{'k': None}", "{'a': [1], 'b': {'c': 'd'}}", "{'n': 1.5, 't': (1,), 's': 'x'}"],
    "set": ["set()", "{1}", "{3, 1, 2}", "{-1, 10 ** 20}"],
    "words": ["set()", "{'a'}", "{'b', 'a', '\xe9'}"],
    "frozen": ["frozenset()", "frozenset({1, 2})", "frozenset([5, 1])"],
}

KEYS = ["'a'", "'b'", "'k'", "'x'", "''"]
ANY = "int int float bool none str str bytes ints floats strs rows list tuple pair pairs dict record".split()
TYPES = "int int float bool none str str bytes ints floats strs rows list tuple pair pairs dict record set words frozen".split()
MUTABLE = "ints floats strs rows list pairs dict record set words".split()
ELEMENT = {"ints": "int", "floats": "float", "strs": "str", "rows": "ints", "list": "any", "pairs": "pair", "set": "int", "words": "str"}

INT_SPECS = ["", "d", "5", "<6", ">6", "^7", "05", "+", ",", "x", "#x", "#X", "b", "#b", "o", "#o", "e", ".2f", "%", "_", "*^9", "=+6", " d"]
INT_SPECS += ["+,", "010,", "_x", "#_b", "c", "g", "n", "\xe9^9", "<+8.3f", "-5d", "#06x", "^+6,d", "s", ".3", ",x", "z"]
FLOAT_SPECS = ["", "8", "<9", ">9", "^9", "08.2f", ".0f", ".1f", ".3f", "e", ".2e", "g", ".3g", "%", ".1%", ",.2f", "+.1f", "=+9", "G"]
FLOAT_SPECS += ["#.0f", "#g", "010.3e", "_.2f", " .3f", ".12", ".0e", "E", "n", "*<+10.2f", "+", ",", "d", "20.17g", ".0", ".0%", "z.1f"]
TEXT_SPECS = ["", "s", "8", "<8", ">8", "^9", ".2", "*^8", "8.1", "_<6s", ".0", "\xe9>5", "010", "=5", "d", "^^5", "{<4", "+"]
PERCENTS = ["%d", "%5d", "%-6d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%i", "%c", "%.3d", "%08.3d"]
PERCENTS_FLOAT = ["%f", "%.2f", "%8.1f", "%e", "%.0e", "%g", "%G", "%#.3g", "%+.1f", "%-9.2f|", "%010.2f", "%.0f", "%s", "%r", "%d"]
PERCENTS_TEXT = ["%s", "%r", "%10s", "%-6s|", "%.2s", "%5.1s", "%a", "%%%s", "%c", "%d"]

PRODUCTIONS = {
    "int": [
        "(<int> <+|-|*|//|%|&|'|'|^> <int>)", "(<int> <+|-|*> <int> <+|-|*|//> <int>)", "(<int> <+|-|*|//|%> <bool>)", "(<int> % 7) ** <small>",
        "(<int> <'<<'|'>>'> <small>)", "(<-|~|+><int>)", "abs(<int>)", "len(<str>)", "len(<list>)", "len(<dict>)", "len(<set>)", "len(<words>)",
        "len(<bytes>)", "<str>.<find|count|rfind|index|rindex>(<str>)", "<str>.<find|count|rfind>(<str>, <index>, <index>)", "<list>.<count|index>(<any>)",
        "<ints>.<count|index>(<int>)", "<tuple>.<count|index>(<any>)", "int(<str>)", "int(<float>)", "int(<bool>)", "int(<str>, <0|2|8|10|16|36>)",
        "round(<float>)", "round(<int>, <-1|-2|0|1>)", "<min|max>(<int>, <int>)", "<min|max>(<ints>)", "<min|max>(<ints>, default=<int>)",
        "sum(<ints>)", "sum(<ints>, <int>)", "divmod(<int>, <int>)[<0|1>]", "(<int> if <bool> else <int>)", "<ints>[<index>]", "<dict>[<key>]",
        "<dict>.get(<key>, <int>)", "pow(<int>, <small>, <int>)", "<bytes>[<index>]", "ord(<str>)", "<pair>[0]", "(<int> and <int>)", "(<int> or <int>)",
        "(<int>).bit_length()", "(<int>).bit_count()", "max(<strs>, key=len, default='').count(<str>)", "hash(<int>)", "len(range(<index>, <index>, <1|2|-3>))",
        "<rows>[<index>][<index>]", "len(<frozen>)", "int.from_bytes(<bytes>, <'big'|'little'>)",
        "[<int>, <int>][<bool>]", "(lambda <p>: <p> <+|-> <int>)(<int>)", "min(<set>, default=<int>)", "sum(<set>)", "len({<int>, <int>, <int>})",
        "(<int>).<real|numerator|denominator|imag>", "(<int> ^ <int> & <int> <'|'> <int>)", "-<int> ** 2", "<bytes>.<find|count>(<bytes>)",
    ],
    "small": ["(<int> % 4)", "len(<pair>)", "min(<small>, <small>)"],
    "index": ["<small>", "-<small>", "(<int> % 5)", "len(<strs>) - 1"],
    "float": [
        "(<float> <+|-|*|/|//|%> <float>)", "(<float> <+|-|*|/|//|%> <int>)", "(<int> / <int>)", "float(<str>)", "float(<int>)", "round(<float>, <0|1|2|-1|15>)",
        "abs(<float>)", "-<float>", "<floats>[<index>]", "sum(<floats>)", "(<float> if <bool> else <float>)", "<min|max>(<float>, <float>)", "(<float> ** 2)",
        "sum(<floats>, 0.5)", "float(<bool>)", "divmod(<float>, <float>)[<0|1>]", "(<float> or <float>)", "float.fromhex((<float>).hex())", "(<int> % 5) ** -<small>",
        "math.<sqrt|floor|ceil|fabs|trunc>(<float>)", "(<float>).<conjugate>()",
    ],
    "bool": [
        "(<int> <==|!=|'<'|'<='|'>'|'>='> <int>)", "(<float> <==|!=|'<'|'<='|'>'|'>='> <float>)", "(<int> <==|'<'|'>='> <float>)", "(<str> <==|!=|'<'|'<='|'>'> <str>)",
        "(<ints> <==|!=|'<'|'<='|'>'> <ints>)", "(<tuple> <==|!=|'<'|'>'> <tuple>)", "(<any> <==|!=> <any>)", "(<int> <'<'> <int> <'<='> <int>)", "(<str> <in|not in> <str>)",
        "(<any> <in|not in> <list>)", "(<int> <in|not in> <set>)", "(<str> <in|not in> <dict>)", "(<int> in <ints>)", "(not <any>)", "bool(<any>)",
        "(<bool> <and|or> <bool>)", "isinstance(<any>, <int|str|(list, dict)|bool|float|(tuple, bytes)>)", "<str>.<isdigit|isalpha|isupper|islower|isspace|isalnum|istitle>()",
        "<str>.<isdecimal|isnumeric|isidentifier|isprintable|isascii>()", "<str>.<startswith|endswith>(<str>)", "<str>.<startswith|endswith>((<str>, <str>))", "<any|all>(<list>)",
        "(<any> is <not None|None|not True>)", "(<set> <'<='|'<'|==|'>'|!=> <set>)", "<set>.<issubset|issuperset|isdisjoint>(<set>)", "(<pair> <'<'> <pair>)", "(<bytes> <==|'<'|in> <bytes>)",
        "(<bool> <&|'|'|^> <bool>)", "(<bool> if <bool> else <bool>)", "callable(<any>)", "(<float>).is_integer()", "(<int> == <int> != <int>)", "(<any> <'<'> <any>)",
        "(<none> is None)", "(<str> in <words>)", "<any|all>([<bool>, <bool>])", "(<frozen> == <set>)", "(1 if <bool> else 0) in (<int>, <int>)", "hasattr(<any>, <'append'|'upper'|'real'|'get'>)",
    ],
    "none": ["<list>.reverse()", "print(<int>, end=<str>)", "print(<str>, <any>, sep=<str>)", "<dict>.get(<str>)", "(<none> or <none>)", "[].append(<any>)", "print()"],
    "str": [
        "(<str> + <str>)", "(<str> * <small>)", "<str>.<upper|lower|title|capitalize|swapcase|strip|lstrip|rstrip|casefold>()",
        "<str>.<strip|lstrip|rstrip|removeprefix|removesuffix>(<str>)", "<str>.replace(<str>, <str>)", "<str>.replace(<str>, <str>, <small>)",
        "<str>.<center|ljust|rjust>(<0|3|7|9>)", "<str>.<center|ljust|rjust>(<4|9>, <'*'|'\xe9'|'ab'>)", "<str>.zfill(<0|3|7>)", "<str>[<slice>]", "<str>[<index>]",
        "str(<any>)", "repr(<any>)", "ascii(<any>)", "<str>.join(<strs>)", "<str>.join(<str>)", "format(<int>, <intspec>)", "format(<float>, <floatspec>)", "format(<str>, <textspec>)",
        "('%s|%r' % (<any>, <any>))", "(<percent> % <int>)", "(<percentfloat> % <float>)", "(<percenttext> % <str>)", "('%(a)s %(b)5d' % {'a': <any>, 'b': <int>})", "('%*d' % (<small>, <int>))",
        "'{}-{!r:>6}'.format(<any>, <str>)", "'{0}{1}{0}'.format(<str>, <int>)", "'{a[0]}{b!s:^7}'.format(a=<str>, b=<int>)", "'{:{w}}'.format(<int>, w=<3|9>)", "'{:>{}}'.format(<str>, <small>)",
        "<fstring>", "<strs>[<index>]", "<pair>[1]", "<bytes>.decode()", "<bytes>.decode(<'latin-1'|'ascii'|'utf-8'>, <'replace'|'ignore'|'strict'>)", "chr(<int> % 1000)", "<bytes>.hex()",
        "(<str> if <bool> else <str>)", "(<str> or <str>)", "(<str> and <str>)", "<str>.expandtabs(<small>)", "<str>.translate({97: 'A', 98: None})", "<str>.partition(<str>)[<0|1|2>]",
        "<str>.rpartition(<str>)[<0|1|2>]", "<min|max>(<str>, <str>)", "type(<any>).__name__", "json.dumps(<json>)", "json.dumps(<record>, sort_keys=True, indent=<None|1|2>, default=str)", "<hex|bin|oct>(<int>)",
        "''.join(reversed(<str>))", "''.join(sorted(<str>))", "''.join([c for c in <str> if c.<isalpha|isupper|isdigit>()])", "(lambda *a, **k: repr((a, sorted(k.items()))))(<any>, k=<any>)", "str(<float>)", "repr(<float>)",
        "'%s' % (<pair>,)", "'%s %s' % <pair>", "<str>.encode().decode(<'utf-8'|'latin-1'>)", "str(<pair>)", "(<str>)[::-1]", "<str>.format(<any>)", "max(<strs>, key=len, default=<str>)",
    ],
    "bytes": [
        "(<bytes> + <bytes>)", "(<bytes> * <small>)", "<str>.encode()", "<str>.encode(<'utf-8'|'latin-1'|'ascii'|'utf-16-le'>, <'replace'|'ignore'|'strict'|'backslashreplace'>)", "<bytes>[<slice>]",
        "<bytes>.<upper|lower|strip|title|swapcase>()", "<bytes>.replace(<bytes>, <bytes>)", "<bytes>.join([<bytes>, <bytes>])", "bytes(<ints>)", "bytes.fromhex(<bytes>.hex())", "(<bytes> if <bool> else <bytes>)",
        "(<int>).to_bytes(<small>, 'big')", "<bytes>.<center|ljust|zfill>(<3|7>)", "bytes(bytearray(<bytes>))", "(b'%d-%s' % (<int>, <bytes>))", "<bytes>.partition(<bytes>)[<0|1|2>]",
    ],
    "ints": [
        "[<int>, <int>]", "[<int>, *<ints>]", "(<ints> + <ints>)", "(<ints> * <small>)", "<ints>[<slice>]", "sorted(<ints>)", "sorted(<ints>, reverse=<bool>)", "sorted(<ints>, key=lambda <p>: <int>)", "sorted(<set>)",
        "list(range(<small>, <7|3>, <1|2>))", "list(map(len, <strs>))", "list(<bytes>)", "list(<dict>.values())", "<compints>", "<compints>", "(<ints> or <ints>)", "[<int>] * <small>", "list(map(abs, <ints>))", "[len(<p>) for <p> in <strs>]",
        "list(reversed(<ints>))", "<rows>[<index>]", "[ord(<p>) for <p> in <str>]", "list(filter(None, <ints>))", "<ints>.copy()", "[<p> for row in <rows> for <p> in row]", "sum(<rows>, [])", "sorted(<frozen>, key=lambda <p>: -<p>)",
        "[a + b for a, b in zip(<ints>, <ints>)]", "sorted(set(<ints>))", "[<p> for <p> in <ints> if <p> <'>'|==|'<='> <int>]", "list(itertools.accumulate(<ints>))", "sorted({<int>, <int>})",
    ],
    "floats": ["[<float>, <float>]", "(<floats> + <floats>)", "<floats>[<slice>]", "sorted(<floats>)", "[float(<p>) for <p> in <ints>]", "[<p> / 2 for <p> in <ints>]", "list(map(float, <ints>))", "[round(<p>, 1) for <p> in <floats>]"],
    "strs": [
        "[<str>, <str>]", "(<strs> + <strs>)", "<strs>[<slice>]", "sorted(<strs>)", "sorted(<strs>, key=<len|str.lower>, reverse=<bool>)", "<str>.split()", "<str>.split(<str>)", "<str>.split(<','|' '|'X'>, <small>)", "<str>.rsplit(<None|','>, <small>)",
        "<str>.splitlines(<|True>)", "list(<str>)", "list(<dict>)", "list(map(str, <list>))", "[str(<p>) for <p> in <ints>]", "sorted(<words>)", "<compstrs>", "[*<str>, *<strs>]", "[s for _, s in <pairs>]", "list(<record>.keys())",
        "[<p>.upper() for <p> in <strs> if <p>]", "sorted(<str>)", "[f'{<p>!r:>{<0|3|7>}}' for <p> in <strs>]", "list(filter(str.isalpha, <str>))", "list(dict.fromkeys(<strs>))", "list(map(<str.strip|repr|lambda s: s * 2>, <strs>))",
    ],
    "rows": ["[<ints>, <ints>]", "(<rows> + <rows>)", "<rows>[<slice>]", "[[<p>] for <p> in <ints>]", "[[a, b] for a in <ints> for b in <ints> if a <'<'|'>'|!=> b]", "[sorted(<p>) for <p> in <rows>]", "[list(<p>) for <p> in zip(<ints>, <ints>)]", "sorted(<rows>)", "sorted(<rows>, key=len)", "[<ints>] * <small>", "[[a for a in b if a] for b in <rows>]", "copy.deepcopy(<rows>)"],
    "list": ["[<any>, <any>]", "[<any>]", "(<list> + <list>)", "<list>[<slice>]", "list(<tuple>)", "list(<record>.values())", "[*<tuple>, *<list>]", "list(<pairs>)", "[(i, x) for i, x in enumerate(<list>)]", "[x for x in <list> if x]", "list(zip(<strs>, <list>))", "sorted(<list>, key=str)", "[<any> for _ in range(<small>)]", "list(<record>.items())", "list(json.loads(json.dumps(<json>)) or [])", "[a for a, *b in <pairs>]", "sorted(<list>)", "list(<any>)", "list(enumerate(<strs>, <int>))", "[type(x).__name__ for x in <list>]"],
    "tuple": ["(<any>,)", "(<any>, <any>)", "(<any>, <any>, <any>)", "tuple(<list>)", "(<tuple> + <tuple>)", "<tuple>[<slice>]", "(*<list>, <any>)", "divmod(<int>, <int>)", "<str>.partition(<str>)", "tuple(<str>)", "(<tuple> * <small>)", "math.frexp(<float>)", "(tuple(map(type, <list>)) and (<any>,))"],
    "pair": ["(<int>, <str>)", "<pairs>[<index>]", "min(<pairs>)", "max(<pairs>, key=lambda <p>: <p>[1])", "(<pair> if <bool> else <pair>)"],
    "pairs": ["[<pair>, <pair>]", "list(zip(<ints>, <strs>))", "list(enumerate(<strs>))", "sorted(<pairs>)", "sorted(<pairs>, key=lambda <p>: (<p>[1], -<p>[0]))", "sorted(<pairs>, key=lambda <p>: <p>[0], reverse=<bool>)", "[(v, k) for k, v in <dict>.items()]", "<pairs>[<slice>]", "[(len(<p>), <p>) for <p> in <strs>]"],
    "dict": ["{<key>: <int>, <key>: <int>}", "{**<dict>, <key>: <int>}", "(<dict> <'|'> <dict>)", "dict(zip(<strs>, <ints>))", "{<p>: len(<p>) for <p> in <strs>}", "{k: v for k, v in <dict>.items() if v <'>'|!=> <int>}", "<dict>.copy()", "dict(<dict>, z=<int>)", "{s: n for n, s in <pairs>}", "dict(sorted(<dict>.items(), key=lambda <p>: <p>[1]))", "{str(i): i for i in range(<small>)}", "dict(collections.Counter(<str>))", "dict.fromkeys(<strs>, <int>)", "{k: <int> for k in <words> if not k}"],
    "record": ["{<key>: <any>, <key>: <any>}", "{**<record>, <key>: <any>}", "(<record> <'|'> <dict>)", "{<p>: <any> for <p> in <strs>}", "dict(a=<any>, b=<any>)", "{<key>: <record>}", "{str(k): v for k, v in enumerate(<list>)}"],
    "set": ["{<int>, <int>}", "set(<ints>)", "(<set> <&|'|'|-|^> <set>)", "<set>.<union|intersection|difference|symmetric_difference>(<ints>)", "{<p> % 5 for <p> in <ints>}", "<set>.copy()", "set(<frozen>)", "{*<ints>, *<set>}", "set(map(len, <strs>))", "{n for n, _ in <pairs>}"],
    "words": ["{<str>, <str>}", "set(<strs>)", "(<words> <&|'|'|-> <words>)", "set(<str>)", "{<p>.lower() for <p> in <strs>}", "set(<dict>)", "(<dict>.keys() & <words>)", "{c for s in <strs> for c in s}"],
    "frozen": ["frozenset(<ints>)", "(<frozen> <&|'|'|-> <set>)", "frozenset({<int>})"],
}
