# SPDX-License-Identifier: Apache-2.0
nan = float('nan')
a, b = [1, 2], [1, 2]
print(a == b, a is b, a != b, [1] == [1.0] == [True], [] < [0], [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 9], [nan] == [nan], [[1], 2] == [[1], 2], [1] == (1,), [] == None, ['a'] < ['b'], [1, 'a'] == [1, 'b'], [1, 2] <= [1, 2])
a.append(a)
print(a, repr(a) == str(a))
for function in [lambda: [1] < ['a'], lambda: [1] < (1,), lambda: [None] < [None, 1], lambda: [None, 1] < [None, 2], lambda: [{}] < [{}], lambda: [1, {}] < [2, {}]]:
    try:
        print(function())
    except TypeError as error:
        print(error)
