# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

import re
m = re.search(r'(?P<year>\d{4})-(?P<month>\d\d)(?:-(\d\d))?', 'on 2024-05 and')
print(m.group(), m.group(0), m.group(1, 'month'), m.groups(), m.groups('-'), m.groupdict(), m['year'], m.span('month'), m.start(3), m.end(), m.lastindex, m.lastgroup, m.re.groups, m.re.groupindex, m.string, m.pos, m.endpos, m.regs, m)
for key in [4, -1, 'day', None, 1.5, ()]:
    attempt(m.group, key)
    attempt(lambda: m[key])
print(bool(m), m.expand(r'\g<month>/\1'), re.search('x', 'y'))
