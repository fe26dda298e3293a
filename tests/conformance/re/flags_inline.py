# SPDX-License-Identifier: Apache-2.0
import re
print(re.findall('(?i)AB', 'abAB'), re.findall('(?i:a)B', 'aBAB ab'), re.findall('(?m)^.', 'a\nb'), re.findall('(?s)a.b', 'a\nb'), re.findall('(?x) a  b # note\n c', 'abc'), re.findall('(?-i:a)b', 'aB ab', re.I), re.findall('(?a)\\w', 'aé'), re.findall(r'\w', 'aé٣_-'), re.findall(r'\d', '1٣²'), re.findall('é', 'É', re.I), re.findall('ß', 'ẞ', re.I), re.findall('[^\\W\\d]', 'a1é'))
print(re.search('^b$', 'a\nb\nc', re.M).span(), re.search('a$', 'a\n').span(), re.search(r'a\Z', 'a\n'), re.match('.', '\n'), re.compile('a', re.I | re.M | re.S).flags, re.findall('a #', 'a #', 0), re.findall('[ ]a', ' a', re.VERBOSE))
