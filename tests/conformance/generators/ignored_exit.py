# SPDX-License-Identifier: Apache-2.0
def stubborn():
    try:
        yield 1
    finally:
        print('first')
        try:
            yield 2
        finally:
            print('never printed when dropped')


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def failing():
    try:
        yield 1
    finally:
        raise ValueError('ignored')


f = failing()
next(f)
del f
print('went on')
h = failing()
next(h)
try:
    h.throw(KeyError('k'))
except ValueError as error:
    print(error, repr(error.__context__))
