import io
import quopri

TEXTS = [b"", b"plain", b"h\xc3\xa9llo = \xff", b"tab\tand blank \nnext\t\n", b"end ", b"." , b".\nx", b"a" * 200, b"x " * 60, b"line\r\nline two \r\n", b"under_score\x00\x7f~"]
for text in TEXTS:
    for quotetabs in (False, True):
        for header in (False, True):
            coded = quopri.encodestring(text, quotetabs, header)
            print(coded, quopri.decodestring(coded, header) == text)
for coded in (b"a=20b", b"soft=\nbreak", b"soft=\r\nbreak", b"bad=zz", b"end=", b"==", b"=c3=A9", b"a_b", "text=3D", b"=4"):
    print(quopri.decodestring(coded), quopri.decodestring(coded, header=True))
out = io.BytesIO()
quopri.encode(io.BytesIO(b"caf\xc3\xa9\n"), out, False)
print(out.getvalue())
