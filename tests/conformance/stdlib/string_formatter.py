# SPDX-License-Identifier: Apache-2.0
import string


class Fallback(string.Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)

    def format_field(self, value, spec):
        if spec == "upper":
            return str(value).upper()
        return super().format_field(value, spec)

    def convert_field(self, value, conversion):
        if conversion == "x":
            return hex(value)
        return super().convert_field(value, conversion)


f = Fallback()
print(f.format("{0:>5} {name} {known:upper} {1!x} {1!r:>4} {{}}", "a", 255, known="yes"))
plain = string.Formatter()
print(plain.format("{} {} {x[0]} {x[k]} {y.real}", 1, 2, x={0: "a", "k": "b"}, y=3), plain.vformat("{} {k}", (1,), {"k": 2}))
print(list(plain.parse("a{b!r:c}d{{e}}{}")), plain.format("{:{}}|", "a", 4), plain.get_field("0.real", (5,), {}))
for text in ["{", "}", "{0} {}", "{} {0}", "{a"]:
    try:
        print(plain.format(text, 1, 2))
    except (ValueError, KeyError, IndexError) as error:
        print(type(error).__name__, error)


class Checked(string.Formatter):
    def check_unused_args(self, used, args, kwargs):
        unused = [str(i) for i in range(len(args)) if i not in used] + [k for k in kwargs if k not in used]
        if unused:
            raise ValueError("unused: " + ", ".join(unused))


try:
    Checked().format("{0} {a}", 1, 2, a=3, b=4)
except ValueError as error:
    print(error)
