# SPDX-License-Identifier: Apache-2.0


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


text = "Grüße, Zoë – 漢字 😀\n"
for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-16-be"):
    with open("t", "w", encoding=encoding) as file:
        file.write(text)
        file.write("again\n")
    data = open("t", "rb").read()
    print(encoding, len(data), data[:8], open("t", encoding=encoding).read() == text + "again\n")
    with open("t", encoding=encoding) as file:
        print(file.encoding, file.readlines() == [text, "again\n"])
with open("t", "wb") as file:
    file.write(b"caf\xe9\nna\xefve\n")
attempt("strict", lambda: open("t", encoding="utf-8").read())
attempt("ascii", lambda: open("t", encoding="ascii").readline())
for errors in ("replace", "ignore", "backslashreplace", "surrogateescape"):
    print(errors, ascii(open("t", encoding="utf-8", errors=errors).read()))
print(open("t", encoding="latin-1").read())
attempt("to ascii", lambda: open("u", "w", encoding="ascii").write("é"))
for errors in ("replace", "ignore", "xmlcharrefreplace", "backslashreplace"):
    with open("u", "w", encoding="ascii", errors=errors) as file:
        file.write("é😀x")
    print(errors, open("u", "rb").read())
with open("many", "w", encoding="utf-8") as file:
    file.write("ä😀" * 5000)
content = open("many", encoding="utf-8").read()
pieces = []
with open("many", encoding="utf-8") as file:
    while True:
        piece = file.read(777)
        if not piece:
            break
        pieces.append(piece)
print(len(content), "".join(pieces) == content, {len(piece) for piece in pieces[:-1]})
