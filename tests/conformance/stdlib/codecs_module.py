# SPDX-License-Identifier: Apache-2.0
import codecs
import io
import os
import tempfile

print(codecs.encode("abc", "rot13"), codecs.decode("nop", "rot_13"), codecs.encode(b"ab", "hex"), codecs.decode("6162", "hex"), codecs.decode(b"6162", "hex_codec"))
print(codecs.encode(b"some bytes", "base64"), codecs.decode(b"c29tZQ==\n", "base64_codec"))
print(codecs.encode("é"), codecs.encode("é", "latin-1"), codecs.decode(b"\xe9", "latin-1"), codecs.decode(b"\xff", "utf-8", "replace"))
print(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
for name in ("utf8", "UTF-8", "latin-1", "ISO-8859-1", "ascii", "us-ascii", "utf_16", "cp1252", "windows-1252", "iso8859-15"):
    print(name, codecs.lookup(name).name)
for name in ("nope", "x-y"):
    try:
        codecs.lookup(name)
    except LookupError as e:
        print(e)
print(codecs.getencoder("utf-8")("ä"), codecs.getdecoder("utf-8")(b"\xc3\xa4"))
path = os.path.join(tempfile.mkdtemp(), "text.txt")
with codecs.open(path, "w", encoding="utf-8") as f:
    f.write("zeile ä\r\nzwei\n")
with codecs.open(path, "r", "utf-8") as f:
    print(repr(f.read()))
with open(path, "rb") as f:
    print(f.read())
with codecs.open(path, encoding="utf-8") as f:
    print([line for line in f])
print(repr(codecs.getreader("utf-8")(io.BytesIO("grüße\n".encode())).read()))
try:
    codecs.decode(b"zz", "hex")
except Exception as e:
    print(type(e).__name__)
try:
    codecs.decode(b"\xff", "ascii")
except UnicodeDecodeError as e:
    print(e)
