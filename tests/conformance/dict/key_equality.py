# SPDX-License-Identifier: Apache-2.0
a = {1: 'int', 1.0: 'float', True: 'bool', '1': 'text', (1,): 't', (1.0,): 'u', frozenset([1]): 'f'}
print(a, len(a), a[True], a[1.0], a[(True,)], a[frozenset([1.0])], 2 in a, None in a, hash(1) == hash(1.0) == hash(True), hash(2 ** 61) == hash(2.0 ** 61), {0: 'a', -0.0: 'b'}, {10 ** 20: 1}[1e20])
nan = float('nan')
print({nan: 1}[nan], {nan: 1} == {nan: 1}, {float('nan'): 1} == {float('nan'): 1})
