# SPDX-License-Identifier: Apache-2.0
from email.header import Header, decode_header, make_header

for value in ("plain", "=?utf-8?q?caf=C3=A9?=", "=?utf-8?b?w4RuZGVydW5n?= and more", "a =?iso-8859-1?q?b=E9?= c",
              "=?utf-8?q?one?= =?utf-8?q?two?=", "=?utf-8?q?one?=\n =?iso-8859-1?q?tw=F6?=", "=?UTF-8?Q?under_score=5F?=", "",
              "=?broken", "=?utf-8?x?no?=", "\"=?utf-8?q?J=C3=BCrgen?=\" <j@example.com>", "=?windows-1252?Q?=80uro?=",
              "=?utf-8?B?4oKs?=", "=?utf-8?b?4oKs", "two  spaces"):
    decoded = decode_header(value)
    print(repr(value), decoded)
    print("   ", repr(str(make_header(decoded))))


def whole(value):
    return "".join(text.decode(charset or "ascii", "replace") if isinstance(text, bytes) else text
                   for text, charset in decode_header(value))


print(whole("=?utf-8?q?Rechnung_f=C3=BCr?= =?utf-8?q?_M=C3=A4rz?="), whole("Re: =?utf-8?b?w6TDtsO8?="))
print(str(Header("abc")), str(Header("äöü", "utf-8")), Header("abc") == "abc")
