# SPDX-License-Identifier: Apache-2.0
print('a' "b" '''c''' """d""", r'\n', b'\x41' b'B', rb'\x', 'tab\tq\'', "it's", '\101\x41\u0041\U00000041', '\\', 'a\
b', '''x
y''', f'{1}' 'b' f'{2}', u'u', R'\t', Rb'\t', '\q' == '\\q', len('\0'), '\xe9', ascii('\u20ac'), f'{{}}', rf'\n{1}', F'{1!r:>3}')
