# SPDX-License-Identifier: Apache-2.0
table = str.maketrans('abc', 'xyz', '-')
print('a-b-c-d'.translate(table), 'abc'.translate({97: None, 98: 'BB', 99: 100}), 'abc'.translate(str.maketrans({'a': '1', 'b': None})))
print('héllo'.encode(), 'héllo'.encode('latin-1'), 'abc'.encode('ascii'), 'é'.encode('utf-16-le'), '日'.encode('utf-8'))
print('é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'xmlcharrefreplace'))
try:
    'aé'.encode('ascii')
except UnicodeEncodeError as error:
    print(error)
try:
    'a'.encode('no-such')
except LookupError as error:
    print(error)
try:
    'x\ud800'.encode()
except UnicodeEncodeError as error:
    print(error)
print(ascii('é日😀'), ord('é'), chr(233), chr(128512), ord('😀'))
