# SPDX-License-Identifier: Apache-2.0
print(1 == 1.0, 1 == True, 0 == False, 1 == '1', 1 is True, 2 == True, 1 != 1.0, 10 ** 20 == 1e20, 2 ** 53 + 1 == float(2 ** 53 + 1), 1 < 1.5, True < 2, -1 < False)
print(isinstance(True, int), isinstance(1, bool), type(True) == int, type(1) is int, True + True, True * 5, sum([True, False, True]), -True, ~True, True & False, True | 2, True ^ True, type(True & True).__name__)
print(bool(0), bool(-1), bool(0.0), bool('False'), bool([]), bool(None), not 0, not 'a', bool(float('nan')), bool())
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 > 1, 1 == 1 == 1, 1 != 2 != 1, 1 < 2 > 1)
print(max(1, True), max(True, 1), min(0, False), max(1, 1.0), min(1.0, 1), sorted([True, 0, 1, False, 0.5]))
print([True, 1].index(1), [1, True].index(True), {True: 'a'}[1], 1 in [True], True in [1.0])
print(str(True), repr(False), f'{True}', '%s' % True, '%d' % True, int(True), float(True), True == 'True')
