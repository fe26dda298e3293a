import ast

for text in ["[1, 2.5, 'a', None]", "{'a': (1,), 'b': {'c': [True, False]}}", "{1, 2}", "()", "(1)", "1, 2", "-3", "+4.5", "0x1F", "1_000", "1e3", ".5", " \t'x' 'y'",
             "'''a\nb'''", r"'\x41\u00e9\n\t\101\q'", "b'\\x00ab'", "r'\\d+'", "u'x'", "[\n1,\n2,  # two\n]", "set()", "'é'", "{}", "[[], {}, ()]", "123456789012345678901234567890", "'it\\'s'", "[1,]", "True"]:
    value = ast.literal_eval(text)
    print(type(value).__name__, repr(value))
for bad in ["a", "f(1)", "[1, x]", "__import__('os')", "'a'.b", "1 if 2 else 3", "[1, 2", "{'a' 1}", "", "{'a': }", "lambda: 1", "1 +", "'abc", "not 1", "- -1", "-True", "-'a'"]:
    try:
        print(ast.literal_eval(bad))
    except (ValueError, SyntaxError) as e:
        print(bad, "is refused")
for bad in ["spam", "f(1)"]:
    try:
        ast.literal_eval(bad)
    except ValueError as e:
        print(type(e).__name__, str(e)[:40])
try:
    ast.literal_eval(5)
except ValueError as e:
    print(e)
