# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(b'%d|%5s|%-5s|%x|%c|%c|%a|%r|%%|%.2f' % (5, b'ab', b'cd', 255, 65, b'z', 'é', 'q', 1.5), b'%(k)s' % {b'k': b'v'})
attempt(lambda: b'%s' % 'text')
attempt(lambda: b'%d' % b'x')
attempt(lambda: b'%i' % 'x')
attempt(lambda: b'%c' % 300)
attempt(lambda: b'%c' % b'ab')
attempt(lambda: b'%y' % 1)
attempt(lambda: b'%s')
attempt(lambda: b'%s' % ())
attempt(lambda: b'%s' % (b'a', b'b'))
