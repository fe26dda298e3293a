# SPDX-License-Identifier: Apache-2.0
# Random documents and random damage to them: what json reads, writes and refuses.
import json
seed = 11
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (seed >> 33) % n
texts = ["", "a", "plain text of some length", "quo\"te", "back\\slash", "line\nbreak\ttab", "\x00\x1f\x7f", "\u00e9t\u00e9", "\u4f60\u597d", "\U0001f600", "\ud800", "12345678", "1234567\"", "12345678\\", "1234567\x1f89", "abcdefgh\u00e9ijk", "/slash", "\u2028"]
def value(depth):
    k = rnd(9 if depth > 0 else 6)
    if k == 0:
        return [None, True, False, 0, -0.0, 1e22, 1e-7, 123456789012345678, 1234567890123456789, 12345678901234567890, -1, 0.1, 1.5, 1e16, 2.5e-8, 123456.789][rnd(16)]
    if k == 1:
        return rnd(1 << 31) - (1 << 30)
    if k == 2:
        return (rnd(1 << 31) - (1 << 30)) / [1, 3, 7, 10, 100, 1000, 1 << 20][rnd(7)]
    if k < 6:
        return texts[rnd(len(texts))]
    if k < 8:
        return [value(depth - 1) for _ in range(rnd(5))]
    return {(texts[rnd(len(texts))] if rnd(4) else [1, 2.5, True, None, "k%d" % rnd(20)][rnd(5)]): value(depth - 1) for _ in range(rnd(6))}
def attempt(f):
    try:
        return ascii(f())
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
numbers = ["0", "-0", "00", "01", "-", "1.", "1.5", "-1.25", ".5", "1e5", "1E+5", "1e", "1.5e-3", "123456789012345678", "1234567890123456789", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
           "0.1", "0.30000000000000004", "123456789.123456789", "1.7976931348623157e308", "1e400", "0.000000000000000001", "9007199254740993.0", "900719925474099.3", "12345678901234567.8", "+1", "1_0", "0x1", "-0.0", "1.0000000000000001"]
for text in numbers:
    print(text, attempt(lambda: json.loads(text)), attempt(lambda: json.loads("[" + text + "]")), attempt(lambda: json.loads(text + " ", parse_float=str, parse_int=str)))
for n in range(1200):
    v = value(4)
    options = [{}, {"sort_keys": True}, {"indent": 2}, {"ensure_ascii": False}, {"indent": "\t", "sort_keys": True, "ensure_ascii": False}, {"separators": (",", ":")}, {"allow_nan": False}][rnd(7)]
    written = attempt(lambda: json.dumps(v, **options))
    print(written)
    try:
        text = json.dumps(v, **options)
    except Exception:
        continue
    print(attempt(lambda: json.loads(text)), attempt(lambda: json.loads(text) == v))
    for _ in range(3):
        at = rnd(len(text) + 1)
        damaged = text[:at] + ["", "\"", "\\", "{", "]", ",", "\x01", "\u00e9", "1", "\\u12", "tru"][rnd(11)] + text[at + rnd(3):]
        print(attempt(lambda: json.loads(damaged)), attempt(lambda: json.loads(damaged, strict=False)))
