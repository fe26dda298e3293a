# SPDX-License-Identifier: Apache-2.0
# base64.a85encode and its options, files, binascii's quoted-printable and uuencode, and other bytes-like objects.
import array
import base64
import binascii
import hashlib
import hmac
import io
import re
import zlib


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for data in (b"", b"a", b"ab", b"abc", b"abcd", b"hello world", b"\0" * 7, b"    x   ", bytes(range(256)), b"\0\0\0\0", b"\xff" * 5):
    text = base64.a85encode(data)
    print(text, base64.a85decode(text) == data)
    for options in ({"foldspaces": True}, {"pad": True}, {"adobe": True}, {"wrapcol": 7}, {"wrapcol": 1, "adobe": True}, {"wrapcol": 11, "adobe": True}):
        print(options, base64.a85encode(data, **options))
for text, options in ((b"<~z~>", {"adobe": True}), (b"z~>", {"adobe": True}), (b"zz", {}), (b"yy", {"foldspaces": True}), (b"yy", {}), ("87cURD]i", {}),
                      (b"87 cU\nRD]i", {}), (b"87cU", {"ignorechars": b"c"}), (b"az", {}), (b"s8W-\"", {}), (b"uuuuu", {}), (b"<~z", {"adobe": True}),
                      (b"v", {}), (b"\xe9", {}), ("é", {}), (7, {})):
    attempt(base64.a85decode, text, **options)
out = io.BytesIO()
base64.encode(io.BytesIO(bytes(range(200))), out)
print(out.getvalue())
back = io.BytesIO()
base64.decode(io.BytesIO(out.getvalue()), back)
print(back.getvalue() == bytes(range(200)))
for data in (b"", b"x", b"hello, world", bytes(45), bytes(46)):
    attempt(binascii.b2a_uu, data)
    attempt(binascii.b2a_uu, data, backtick=True)
for text in (b"#86)C\n", b"!  \n", b"%:&5L;&\\\n", b"", b"#86)C trailing", b"#86\x7f)", "#86)C", b"`\n"):
    attempt(binascii.a2b_uu, text)
for data in (b"a=b\n\xff", b"line \nnext\t\n", b" x", b"_ ?", b"." * 90, b"\r\nx\r\n", b".\n"):
    for options in ({}, {"quotetabs": True}, {"istext": False}, {"header": True}):
        text = binascii.b2a_qp(data, **options)
        print(text, binascii.a2b_qp(text, header=options.get("header", False)) == data)
print(issubclass(binascii.Incomplete, Exception), binascii.Incomplete.__name__)

view = memoryview(b"hello there")[6:]
codes = array.array("B", b"hello")
for data in (view, codes, bytearray(b"xyz")):
    print(base64.b64encode(data), base64.b16encode(data), base64.b32encode(data), base64.b85encode(data), base64.encodebytes(data))
    print(binascii.hexlify(data), binascii.crc32(data), binascii.b2a_base64(data), hashlib.sha256(data).hexdigest()[:8])
    print(hmac.new(b"k", data, "md5").hexdigest(), hmac.HMAC(b"k", data, digestmod="sha1").hexdigest())
print(base64.b64decode(memoryview(b"aGk=")), base64.b32decode(memoryview(b"NBUQ====")))
found = re.search(b"t.", view)
print(found.group(), found.span(), found.string is view, re.sub(b"h", b"H", view), re.findall(b"e", view))
text = bytearray(b"abcdefgh")
found = re.search(b"[e-h]+", text)
text[:] = b"xyz"
print(found.group(), found.span())
