# SPDX-License-Identifier: Apache-2.0
# Random patterns on random texts, of ASCII and beyond, often enough for each that every way to match them is taken.
import re
seed = 7
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (seed >> 33) % n
atoms = ["a", "b", "k", "s", "1", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", r"\b", r"\B", "^", "$", r"\A", r"\Z", "[abc]", "[^a]", r"[\w.]", r"[^\s]", "[a-k]",
         "[0-9]", r"\.", "\u00e9", "[\u00e0-\u00ff]", "\u212a", "\u017f", r"\x41", r"\u00e9", r"\n", "(?:ab)", "x", "(?=a)", "(?!b)", "(?<=a)", "(?<!\\d)", "[^\u00e9]", r"\x1c", "K", "S"]
quantifiers = ["", "", "", "", "*", "+", "?", "{1,2}", "*?", "+?", "{2}"]
letters = ["a", "b", "k", "K", "s", "S", "1", "2", " ", "\n", ".", "x", "_", "\x1c", "\x1f", "A", "\t"]
wide = ["\u00e9", "\u00c9", "\u212a", "\u017f", "\u0663", "\u3000", "\u4e2d", "\U0001f600", "\u0085"]
def pattern():
    out = ""
    for _ in range(rnd(4) + 1):
        atom = atoms[rnd(len(atoms))]
        is_place = atom in (r"\b", r"\B", "^", "$", r"\A", r"\Z") or atom.startswith(("(?=", "(?!", "(?<"))
        atom += "" if is_place else quantifiers[rnd(len(quantifiers))]
        out += "(" + atom + ")" if rnd(4) == 0 else atom
        if rnd(8) == 0:
            out += "|"
    return out
def text(wide_too):
    choice = letters + wide if wide_too else letters
    return "".join(choice[rnd(len(choice))] for _ in range(rnd(12)))
for n in range(250):
    flags = [0, 0, re.I, re.M, re.S, re.A][rnd(6)]
    source = pattern()
    compiled = re.compile(source, flags)
    for turn in range(30):
        subject = text(turn % 3 == 2)
        found = compiled.search(subject)
        shown = [compiled.findall(subject), compiled.sub("<>", subject), compiled.split(subject), found and found.span(), found and found.groups()]
        for match in (compiled.match(subject), compiled.fullmatch(subject)):
            shown.append(match and (match.span(), match.lastindex))
        if turn % 5 == 0 or turn > 24:
            print(ascii(source), int(flags), ascii(subject), ascii(shown))
        shown.append([(m.start(), m.end()) for m in compiled.finditer(subject, 1, 8)])
        if compiled.groups:
            print(ascii(compiled.sub(r"[\1]", subject)), ascii(compiled.sub(lambda m: m.group(1) or "-", subject)))
inner = re.compile(r"(\w)(\d)")
print(inner.sub(lambda m: inner.sub(r"\2\1", m.group() + "z9") + m.group(2), "a1 b2 c3"))
print([re.sub(p, "#", t) for _ in range(12) for p in (r"\d+", "a") for t in ("a12", "\u0663a")][-4:])
