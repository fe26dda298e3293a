# SPDX-License-Identifier: Apache-2.0
import re
for pattern in ['(', ')', '[', '[a', '*', 'a**', 'a{2,1}', '(?P<n>a)(?P<n>b)', '(?P=x)', '(?P<1>a)', '(?P<n', '(?z)', '(?', '\\', '[b-a]', '[\\w-z]', '(?<=a+)b', '\\1', '(?(2)a)', '(?(1)a|b|c)', 'a(?i)', '\\q', '[\\q]', '(?<n>a)', '(?P>a)', '\\x1', '\\u12', '(?i', '(?-i)', '(?#a', 'ab\n(c', '+', '(?:', '(?P<é>a)(?P=e)', '\\8']:
    try:
        print(pattern, re.compile(pattern).groups)
    except re.error as error:
        print(ascii(pattern), error, '|', error.msg, error.pos, error.lineno, error.colno, error.pattern == pattern)
