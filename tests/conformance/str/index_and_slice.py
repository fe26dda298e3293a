# SPDX-License-Identifier: Apache-2.0
s = 'héllo wörld'
print(s[0], s[1], s[-1], s[-11], s[2:5], s[:3], s[-3:], s[:], s[::2], s[::-1], s[5:2], s[5:2:-1], s[100:], s[-100:3], s[1:100:4])
print(s[None:None:None] == s, s[-1:-4:-1], s[:-1], s[3::-1], s[True])
for i in [11, -12, 100]:
    try:
        print(s[i])
    except IndexError as error:
        print(error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s[0] = 'x'
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
print(len(s), list('añ'), '日本語'[1], '😀x'[1])
