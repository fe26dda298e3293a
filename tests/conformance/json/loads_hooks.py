# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

import json
text = '{"a": 1, "b": 2.5, "a": [NaN, -Infinity, {"c": 10000000000000000000000}]}'
print(json.loads(text))
print(json.loads(text, object_hook=lambda d: sorted(d.items(), key=str)))
print(json.loads(text, object_pairs_hook=lambda pairs: [k for k, v in pairs]))
print(json.loads(text, parse_int=lambda t: 'int ' + t, parse_float=lambda t: 'float ' + t, parse_constant=lambda t: 'constant ' + t))
print(json.loads(b'[1, "\xc3\xa9"]'), json.loads('"\\ud83d\\ude00"') == '😀', json.loads('"a\tb"', strict=False), json.loads(' [ ] '), json.loads(bytearray(b'{}')))
attempt(json.loads, None)
attempt(json.loads, 5)
attempt(json.loads, [])
attempt(json.loads, '[1]', object_hook=5)
attempt(json.loads, '{}', object_hook=5)
attempt(json.loads, '"a\tb"')
