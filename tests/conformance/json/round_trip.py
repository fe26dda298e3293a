# SPDX-License-Identifier: Apache-2.0
import json
saved = {}
saved['x:list'] = json.dumps(['a', None, {'k': (1, 2)}])
saved['x:none'] = json.dumps(None)


def read(key):
    return saved.get(key, '')


print(json.loads(read('x:list')), json.loads(read('x:none')))
print(json.loads(_ if (_ := read('missing')) != "" else "null"))
print(json.loads(_ if (_ := read('x:list')) != "" else "null"))
text = json.dumps({'when': 'now', 'n': [1, 2, {'deep': True}]}, indent=4)
print(text)
print(json.loads(text) == json.loads(json.dumps(json.loads(text))), json.dumps(text), json.loads(json.dumps(text)) == text)
