# SPDX-License-Identifier: Apache-2.0
for text in ['plain', "it's", 'say "hi"', 'both \' and "', 'a\nb', 'tab\t', 'back\\', '\r', '\x00', '\x7f', '\x1b[0m', 'é', '\xa0', '\u200b',
             '日本', '😀', '\ud800', '\u2028', '']:
    print(repr(text), len(text))
print(['a', "b'c", 'd"e', "f'\"g"])
print({'k\n': 'v\t'})
print(('x',), ('x', 'y'), ())
