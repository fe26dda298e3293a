# SPDX-License-Identifier: Apache-2.0
# json.decoder, json.encoder and json.scanner are there once json is.
import json


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except StopIteration as end:
        print("StopIteration", end.value)
    except Exception as error:
        print(type(error).__name__, error)


print(json.decoder.JSONDecodeError is json.JSONDecodeError, json.decoder.JSONDecoder is json.JSONDecoder, json.encoder.JSONEncoder is json.JSONEncoder)
print(json.encoder.INFINITY, json.decoder.PosInf, json.decoder.NegInf)
for text, start in (('"abc" rest', 1), ('x"', 0), ('\\u00e9\\n"', 0), ("é✨\" tail", 0), ("\"open", 1), ("a\nb\"", 0), ('"', 9), ('"', -1), (b'"', 0)):
    attempt(json.decoder.scanstring, text, start)
attempt(json.decoder.scanstring, 'a\nb"', 0, False)
for text in ("plain", "é\"\\\x00/", "✨🎉", 7, b""):
    attempt(json.encoder.encode_basestring, text)
    attempt(json.encoder.encode_basestring_ascii, text)
scan = json.scanner.make_scanner(json.JSONDecoder())
for text, start in (("[1, 2] x", 0), (" 7", 1), ("nope", 0), ("", 0), ("[1,", 0), ('{"a" 1}', 0), ("1.5e3", 0), ("true", -1)):
    attempt(scan, text, start)
print(json.scanner.NUMBER_RE.match("-12.5e+3x").groups())
