from email.utils import formataddr, getaddresses, parseaddr, quote, unquote

TEXTS = [
    "Ann Example <ann@example.com>", "ann@example.com", "ann@example.com (Ann)", '"Example, Ann" <ann@example.com>', "<ann@example.com>",
    "Ann (work) <ann@example.com>", "", "nonsense", "a@b@c.com", "ann at example.com", '"a\\"b" <x@y.z>', "<@relay.example:ann@example.com>",
    "ann @ example . com", '"odd local"@example.com', "Ann <ann@example.com", ",", "(only comment)", "Müller <m@example.com>",
    "ann.b.c@example.com", "a(nested (deep) comment)@b.c",
]
for text in TEXTS:
    print(repr(text), parseaddr(text))
print(getaddresses(["Ann <ann@example.com>, bob@example.com", "Dora <dora@example.com>"]))
print(getaddresses([]), getaddresses(TEXTS[:4]))
for pair in (("Ann Example", "ann@example.com"), ("", "ann@example.com"), (None, "a@b"), ("Example, Ann", "a@b"), ('Ann "A"', "a@b"), ("Jörg Müller", "j@b"), ("東京都千代田区", "t@b")):
    print(formataddr(pair))
for bad in (("Ann", "ü@b"), ("only",)):
    try:
        formataddr(bad)
    except ValueError as error:
        print(type(error).__name__, error)
print(quote('a"b\\c'), unquote('"a\\"b"'), unquote("<a@b>"), unquote("plain"))
