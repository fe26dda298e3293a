# SPDX-License-Identifier: Apache-2.0
import re
pattern = re.compile(r'(\d)(\w)?')
for m in pattern.finditer('1a 2 3b'):
    print(m.span(), m.groups(), m.lastindex)
print(pattern.findall('1a2'), pattern.fullmatch('1a'), pattern.fullmatch('1a '), pattern.match('x1', 1), pattern.match('x1'), pattern.search('1a2b', 1, 3), re.fullmatch('a|ab', 'ab').group(), re.findall('(a)(b)?', 'aab'), re.findall('a', 'bbb'), re.escape('a.b*c-d e_f/é\n'), re.escape(b'a.b'))
print(pattern.pattern, pattern.groups, pattern.flags, re.compile(pattern) is pattern, re.compile('a') == re.compile('a'), repr(re.compile('a\'b', re.I | re.X)))
