# SPDX-License-Identifier: Apache-2.0
print('single', "double", 'it''s', "a" 'b' "c")
print('quote " inside', "quote ' inside", 'both \' and "')
print('tab\tend', 'back\\slash', 'nul-free \x41\u0042\U00000043', '\101\102')
print(r'raw \n \t', R"raw \\")
print("""triple
line two "quoted" ''
end""")
print('continued \
line')
print('\a\b\f\v' == '\x07\x08\x0c\x0b', len('\r\n'), '\N{BULLET}')
print(len('héllo'), 'héllo', '日本', len('😀'), '😀')
print('' == "", not '', len(''))
