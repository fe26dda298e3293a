# SPDX-License-Identifier: Apache-2.0
for text in ['²', '½', 'Ⅷ', '٣', '五', '〇', '１', 'a\u0301', '_', '\xa0', '\u200b', '\u2028', '\x1c', '\x85', 'ª', '', 'a1', 'A1', '1', '\ud800', '😀']:
    print(ascii(text), text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace(), text.isprintable(), text.isidentifier(), text.isupper(), text.islower(), text.isascii())
