# SPDX-License-Identifier: Apache-2.0
# The encodings with a character for each byte, their names, and what error handlers do in them.
def attempt(action):
    try:
        return ascii(action())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


BYTES = bytes(range(256))
ENCODINGS = ["cp437", "cp850", "cp852", "cp866", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
             "cp1258", "cp874", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9",
             "iso8859-10", "iso8859-11", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman"]
for encoding in ENCODINGS:
    text = BYTES.decode(encoding, "replace")
    print(encoding, ascii(text[128:]), text.replace("\ufffd", "").encode(encoding) == bytes(b for b in BYTES if text[b] != "\ufffd"))
    print(attempt(lambda: BYTES.decode(encoding)), attempt(lambda: "\u20ac\u0416\xe9".encode(encoding)))
NAMES = ["windows-1252", "Windows 1251", "WINDOWS_1250", "1252", "latin2", "l9", "Latin-9", "ISO-8859-15", "iso_8859_15", "greek", "hebrew",
         "cyrillic", "arabic", "ibm437", "macintosh", "KOI8-R", "cskoi8r", "latin1", "l1", "iso-ir-100", "us-ascii", "646", "utf8", "UTF_8",
         "utf  8", "-utf-8-", "U8", "utf-8-sig", "utf-16-le", "UTF-16BE", "u32", "cp-1252", "utf.8", "x", "", "hex", "rot13", "base64"]
for name in NAMES:
    print(name, attempt(lambda: "a\xe9".encode(name)), attempt(lambda: b"a\xe9\x00\x00".decode(name, "ignore")), attempt(lambda: b"".decode(name)))
for encoding in ["ascii", "latin-1", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "cp1252", "iso8859-15"]:
    for handler in ["namereplace", "surrogateescape", "surrogatepass", "nothing"]:
        for text in ["a\xe9\u20ac\udc80z", "\ud800\ud801", "\U0001f600\u4e00\uac00\x80", "ok"]:
            print(encoding, handler, attempt(lambda: text.encode(encoding, handler)))
    for handler in ["strict", "xmlcharrefreplace", "namereplace", "nothing"]:
        print(encoding, handler, attempt(lambda: b"a\xff\x81z".decode(encoding, handler)), attempt(lambda: str(b"", encoding, handler)))
