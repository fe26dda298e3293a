# SPDX-License-Identifier: Apache-2.0
import json
values = [None, True, False, 0, -1, 1.5, 1e100, 1e-7, 100.0, 10 ** 20, '', 'a"b\\c/d', 'é日😀', '\n\t\r\b\f\x00\x1f\x7f', [], {}, [1, [2, []]], {'a': {'b': None}}, (1, 2), {1: 'int', None: 'none', True: 'true', 1.5: 'f'},
          float('inf'), float('nan'), {'k': [{'x': ()}]}]
for value in values:
    print(json.dumps(value))
    print(json.dumps(value, indent=2))
    print(json.dumps(value, separators=(',', ':'), ensure_ascii=False).encode('utf-8'))
print(json.dumps({'b': 1, 'a': {'d': 1, 'c': 2}}, sort_keys=True), json.dumps({'b': 1, 'a': 2}, sort_keys=True, indent=4), json.dumps([1, 2], indent=0), json.dumps([1], indent='\t'), json.dumps({}, indent=2), json.dumps([[], {}], indent=1))
print(json.dumps({(1, 2): 1, 'a': 2}, skipkeys=True), json.dumps({1, 2}.__class__.__name__), json.dumps([object], default=lambda o: 'obj'), json.dumps({'a': {1}}, default=list), json.dumps('x', indent=2))
