# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for size in [0, 1, 4, 8, -3]:
    print(ascii('a\tbb\tccc\n\td\r\te'.expandtabs(size)))
print(ascii('é\t😀\tx'.expandtabs()), ascii('\t'.expandtabs(tabsize=2)))
attempt('a'.expandtabs, 'x')
attempt('a'.expandtabs, 10 ** 20)
