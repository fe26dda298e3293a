# SPDX-License-Identifier: Apache-2.0
import json
texts = ['null', 'true', 'false', '0', '-0', '-1', '1.0', '1e3', '1E-2', '-1.5e+10', '12345678901234567890', '""', '"a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"', '[]', '{}', ' [ 1 , 2 ] ', '{"a": {"b": [null]}}',
         '{"a": 1, "a": 2}', 'NaN', 'Infinity', '-Infinity', '"\\ud800"', '"é"', '\t\n[1]\r\n', '1e400', '0.1', '100000000000000000000.5']
for text in texts:
    value = json.loads(text)
    print(repr(value), type(value).__name__)
print(json.loads(b'{"a": "\xc3\xa9"}'), json.loads(json.dumps({'x': [1, 2.5, None, 'é']})), json.loads('[1.5]', parse_float=str), json.loads('{"b": 1, "a": 2}', object_pairs_hook=list))
