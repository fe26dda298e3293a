# SPDX-License-Identifier: Apache-2.0
pairs = [(1, 'a'), ('a', 1), ([1], (1,)), (None, 1), ({}, {}), ('a', None), ([], None), (1.5, 'x'), (b'a', 'b')]
for left, right in pairs:
    try:
        print(left + right)
    except TypeError as error:
        print('+', error)
    try:
        print(left - right)
    except TypeError as error:
        print('-', error)
    try:
        print(left * right)
    except TypeError as error:
        print('*', error)
    try:
        print(left / right)
    except TypeError as error:
        print('/', error)
    try:
        print(left < right)
    except TypeError as error:
        print('<', error)
for value in ['a', [], None, {}]:
    try:
        print(-value)
    except TypeError as error:
        print(error)
    try:
        print(~value)
    except TypeError as error:
        print(error)
    try:
        value += 1
    except TypeError as error:
        print(error)
for divide in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 0 ** -1]:
    try:
        print(divide())
    except ZeroDivisionError as error:
        print(error)
