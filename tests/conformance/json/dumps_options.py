# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print((function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

import json
value = {'b': [1, 2.5, None, True, 'é😀"\\\n\x00/'], 'a': {}, 'c': [], 1: (1,), None: 'n', 2.5: False, True: 't'}
for options in [{}, {'indent': 2}, {'indent': 0}, {'indent': '\t'}, {'separators': (',', ':')}, {'ensure_ascii': False}, {'indent': 1, 'separators': (';', '=')}, {'indent': None}, {'indent': True}]:
    print(json.dumps(value, **options))
print(json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps([float('nan'), float('inf')]), json.dumps({(1, 2): 3, 'a': 1}, skipkeys=True), json.dumps([{1, 2} - {2}], default=list), json.dumps('\ud800'))
attempt(json.dumps, float('nan'), allow_nan=False)
attempt(json.dumps, {1: 1, 'a': 2}, sort_keys=True)
attempt(json.dumps, {(1,): 1})
attempt(json.dumps, {1, 2})
attempt(json.dumps, b'a')
attempt(json.dumps, [len], default=lambda item: item)
loop = []
loop.append(loop)
attempt(json.dumps, loop)
attempt(json.dumps, 1, 2)
attempt(json.dumps)
attempt(json.dumps, 1, nothing=1)
