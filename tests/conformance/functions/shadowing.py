# SPDX-License-Identifier: Apache-2.0
def item(value):
    return 'function ' + str(value)


def uses_function():
    return item(1)


def shadows():
    item = 'local'
    return item


def parameter(item):
    return item


def len_is_local():
    len = 3
    return len


print(uses_function(), shadows(), parameter(5), len_is_local(), len('abc'))


def str_later():
    try:
        print(value)
        value = 1
    except UnboundLocalError as error:
        print(error)


str_later()
list = [1, 2]
print(list)
del list
print(list('ab'))
