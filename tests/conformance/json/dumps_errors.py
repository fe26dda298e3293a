# SPDX-License-Identifier: Apache-2.0
import json
for bad in [{1}, b'x', 1j, [object], {'a': {'b': {1}}}, {(1, 2): 1}, {b'k': 1}, len, range(3), [Ellipsis]]:
    try:
        print(json.dumps(bad))
    except TypeError as error:
        print(error)
try:
    json.dumps(float('nan'), allow_nan=False)
except ValueError as error:
    print(error)
a = []
a.append(a)
try:
    json.dumps(a)
except ValueError as error:
    print(error)
try:
    json.dumps({'b': 1, 1: 2}, sort_keys=True)
except TypeError as error:
    print(error)
