# SPDX-License-Identifier: Apache-2.0
def find(rows, wanted):
    for number, row in enumerate(rows):
        for cell in row:
            if cell == wanted:
                return number
            while cell:
                if cell == 'stop':
                    return 'stopped'
                break
    return None


print(find([[1, 2], [3]], 3), find([], 1), find([['stop', 'x']], 'x'))


def guarded(value):
    try:
        if value:
            return 'from try'
        print('no value')
    finally:
        print('finally', value)
    return 'after'


print(guarded(1))
print(guarded(0))


def overruled():
    for i in range(3):
        try:
            return i
        finally:
            break
    return 'finally wins'


print(overruled())
