import unicodedata

for text in ("é", "e\u0301", "ﬁ", "Å", "①", "가각", "ｱｲｳ", "ÅÇ½", "q\u0307\u0323", "plain", "", "Ǆ", "ſ\u0323\u0307", "\u1e9b\u0323"):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        made = unicodedata.normalize(form, text)
        print(form, ascii(text), ascii(made), len(made), unicodedata.is_normalized(form, text))
accents = "Crème Brûlée, Ñandú, Łódź"
print("".join(c for c in unicodedata.normalize("NFKD", accents) if not unicodedata.combining(c)))
print(unicodedata.normalize("NFKD", accents).encode("ascii", "ignore").decode())
