# SPDX-License-Identifier: Apache-2.0
import re
text = 'On 2024-01-02 host web-01 (10.1.2.3) mailed bob@example.com and eve@test.org at 13:05.'
m = re.search(r'(\d{4})-(\d\d)-(\d\d)', text)
print(m.group(), m.group(0), m.group(1, 2), m.groups(), m.start(), m.end(), m.span(2), m[3], m.re.pattern, m.string == text, bool(m))
print(re.match('On', text), re.match('host', text), re.fullmatch(r'\d+', '123'), re.fullmatch(r'\d+', '123x'), re.search('zzz', text))
print(re.findall(r'\S+@\S+', text), re.findall(r'(\w+)@(\w+)\.(\w+)', text), re.findall(r'(\d)\d', '1234'), re.findall('x*', 'axxb'), re.findall(r'\b\w', 'ab cd'))
m = re.search(r'(?P<user>\w+)@(?P<domain>[\w.]+)', text)
print(m.group('user'), m.groupdict(), m['domain'], m.lastgroup, m.lastindex)
m = re.match(r'(a)|(b)', 'b')
print(m.groups(), m.groups('none'), m.group(1), m.span(1))
for match in re.finditer(r'\d+', 'a1b22'):
    print(match, match.group(), match.span())
print(re.search('HOST', text, re.I).group(), re.findall('^a', 'a\na', re.M), re.findall('a.b', 'a\nb', re.S), re.findall(r'''a   # letter
  \d''', 'a1', re.X), re.search(r'(?i)WEB', text).group(), re.findall('(?:ab)+', 'ababx'), re.search(r'(?<=@)\w+', text).group(), re.search(r'\w+(?=@)', text).group(), re.findall(r'(?<!\d)\d(?!\d)', '1 22 3'), re.findall(r'a+?', 'aaa'), re.findall(r'[^\W\d_]+', 'é1_日'))
pattern = re.compile(r'(\w)(\d)?')
print(pattern.findall('a1b'), pattern.pattern, pattern.groups, pattern.match('xa1', 1).group(), pattern, re.compile('a', re.I) == re.compile('a', re.I))
