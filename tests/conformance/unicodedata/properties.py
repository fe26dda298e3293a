import unicodedata

for c in ("a", "É", "1", "²", "½", "Ⅷ", "٣", "\u0301", "中", "가", "힣", " ", "\n", "€", "(", "א", "ﬁ", "\u200b", "😀", "\ud800", "\U000e0001", "一", "ß"):
    print(ascii(c), unicodedata.name(c, None), unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c),
          unicodedata.east_asian_width(c), unicodedata.mirrored(c), repr(unicodedata.decomposition(c)),
          unicodedata.decimal(c, None), unicodedata.digit(c, None), unicodedata.numeric(c, None))
for name in ("LATIN SMALL LETTER A", "snowman", "CJK UNIFIED IDEOGRAPH-4E2D", "HANGUL SYLLABLE GAG", "EURO SIGN"):
    print(name, ascii(unicodedata.lookup(name)), unicodedata.name(unicodedata.lookup(name)))
for call in (
    lambda: unicodedata.lookup("no such thing"),
    lambda: unicodedata.name("\n"),
    lambda: unicodedata.decimal("a"),
    lambda: unicodedata.digit("½"),
    lambda: unicodedata.numeric("a"),
    lambda: unicodedata.category("ab"),
    lambda: unicodedata.name(5),
    lambda: unicodedata.normalize("NFX", "a"),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
total = 0
for code in range(0, 0x30000, 7):
    c = chr(code)
    total = (total * 31 + sum(map(ord, unicodedata.name(c, "") + unicodedata.category(c))) + unicodedata.combining(c)) % 1000003
print(total, unicodedata.unidata_version)
