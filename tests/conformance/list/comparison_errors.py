# SPDX-License-Identifier: Apache-2.0
pairs = [([1], (1,)), ([1], ['a']), ([[]], [{}]), ([None], [None]), ([None], [1]), ('a', ['a']), ({1}, [1])]
for left, right in pairs:
    try:
        print(left < right)
    except TypeError as error:
        print(error)
    try:
        print(left + right)
    except TypeError as error:
        print(error)
    print(left == right, left != right)
