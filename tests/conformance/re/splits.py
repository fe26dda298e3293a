# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

import re
print(re.split(r'[,;]\s*', 'a, b;c,d'), re.split('(,)', 'a,b,c'), re.split('(x)|,', 'axb,c'), re.split('', 'abc'), re.split(r'\b', 'one two'), re.split('x', ''), re.split(',', 'a,b,c', 1), re.split(',', 'a,b,c', maxsplit=0), re.split('(?=b)', 'abab'), re.split(b',', b'a,b'))
attempt(re.split, ',', 5)
attempt(re.split, b',', 'a')
attempt(re.split, ',', b'a')
