# SPDX-License-Identifier: Apache-2.0
def f(n):
    try:
        print('try', n)
        if n == 1:
            raise ValueError('one')
        if n == 2:
            return 'returned'
        return 'end'
    except ValueError as error:
        print('except', error)
        return 'handled'
    else:
        print('else')
    finally:
        print('finally', n)


for n in range(3):
    print(f(n))


def nested():
    try:
        try:
            raise KeyError('inner')
        finally:
            print('inner finally')
    except KeyError as error:
        print('outer', error)
        try:
            raise
        except LookupError:
            print('again')
    finally:
        print('outer finally')


nested()
for i in range(3):
    try:
        if i == 1:
            continue
        print('body', i)
    finally:
        print('cleanup', i)
try:
    error = 'kept'
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    print(error)
except NameError as problem:
    print(problem)
