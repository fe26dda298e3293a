# SPDX-License-Identifier: Apache-2.0
# textwrap.TextWrapper: an object with the options as attributes, which change between calls.
import textwrap

TEXT = "The quick-brown fox, e.g. this one, jumps.  Over the\tlazy dog--again and again; averyveryverylongwordindeed ends it."

wrapper = textwrap.TextWrapper(width=20)
print(wrapper.wrap(TEXT))
print(wrapper.fill(TEXT))
wrapper.initial_indent = "* "
wrapper.subsequent_indent = "  "
print(wrapper.fill(TEXT))
wrapper.break_long_words = False
wrapper.max_lines = 3
wrapper.placeholder = " ..."
print(wrapper.wrap(TEXT))
for options in ({"break_on_hyphens": False}, {"expand_tabs": False}, {"replace_whitespace": False}, {"drop_whitespace": False},
                {"fix_sentence_endings": True}, {"tabsize": 2}, {"width": 1}, {"max_lines": 1}):
    print(options, textwrap.TextWrapper(**{"width": 15, **options}).wrap("One two.  Three\tfour-five\n\n six. seven"))
print(textwrap.TextWrapper(10, "> ", "- ").wrap("a b c d e f g h i j"))
print({name: value for name, value in sorted(vars(textwrap.TextWrapper()).items())})


class Shouting(textwrap.TextWrapper):
    def wrap(self, text):
        return [line.upper() for line in super().wrap(text)]


class ByComma(textwrap.TextWrapper):
    def _split(self, text):
        return [part for part in text.split(",") if part]


print(Shouting(width=12).fill("some words to be shouted"))
print(ByComma(width=12).wrap("one,two,three,four,five"))
for make in (lambda: textwrap.TextWrapper(width=0).wrap("x"), lambda: textwrap.TextWrapper(other=1),
             lambda: textwrap.TextWrapper(width=5, max_lines=1, placeholder="......").wrap("a b c")):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
