# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

import re
print(re.sub(r'(\w)(\w)', r'\2\1', 'abcd'), re.sub('(?P<n>b)', r'<\g<n>\g<0>\g<1>>', 'abc'), re.sub('x*', '-', 'abxd'), re.sub('a', r'\n\t\\', 'a'), re.sub('b', lambda m: m.group().upper() + str(m.start()), 'abcb'), re.sub('b', 'x', 'bbb', 2), re.subn('b', 'x', 'abb'), re.sub('(a)|b', r'[\1]', 'ab'))
for template in [r'\2', r'\g<2>', r'\g<x>', r'\g<', r'\g<>', r'\g', r'\q', '\\', r'\g<1', r'\g<-1>', r'\g<1a>', r'\01', r'\08', r'\100', r'\400', r'\9']:
    attempt(re.sub, '(a)', template, 'a')
attempt(re.sub, 'a', 5, 'a')
attempt(re.sub, 'a', lambda m: 5, 'a')
attempt(re.sub, 'a', 'b', None)
