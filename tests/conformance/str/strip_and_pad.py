# SPDX-License-Identifier: Apache-2.0
s = '  xx text xx\n'
print([s.strip(), s.lstrip(), s.rstrip(), s.strip(' x\n'), s.lstrip(' x'), s.rstrip('x\n '), s.strip('')])
print(['abc'.center(7), 'abc'.center(8, '*'), 'abc'.ljust(5, '-'), 'abc'.rjust(5), 'abc'.center(2), 'ab'.center(5, '.')])
print(['42'.zfill(5), '-42'.zfill(5), '+1'.zfill(4), ''.zfill(2), 'abc'.zfill(2)])
print('prefix-body'.removeprefix('prefix-'), 'body.txt'.removesuffix('.txt'), 'abc'.removeprefix('x'), 'abc'.removesuffix(''))
print(['\u3000wide\u2003'.strip(), '\x1cx\x1f'.strip(), '\u200bx'.strip() == '\u200bx'])
print('a\tbc\tdef'.expandtabs(), 'a\tb'.expandtabs(4), '\t'.expandtabs(0) == '')
for pad in ['ab', '']:
    try:
        print('x'.center(5, pad))
    except TypeError as error:
        print(error)
