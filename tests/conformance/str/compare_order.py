# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

words = ['b', 'B', 'a', '', 'é', 'z', '😀', '\uffff', 'ab', 'a\x00']
print(ascii(sorted(words)), ascii(max(words)), ascii(min(words)))
for one in words:
    print([one < other for other in words], [one == other for other in words])
attempt(lambda: 'a' < 1)
attempt(lambda: 'a' >= None)
attempt(lambda: b'a' > 'a')
print('a' == 1, 'a' == b'a', 'a' != None)
