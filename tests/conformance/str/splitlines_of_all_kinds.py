# SPDX-License-Identifier: Apache-2.0
text = 'a\nb\r\nc\rd\ve\ff\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\n\r'
print(ascii(text.splitlines()))
print(ascii(text.splitlines(True)))
print(ascii(text.splitlines(keepends=1)), ''.splitlines(), '\n'.splitlines(), 'a\n\n'.splitlines())
print(text.encode().splitlines())
