# SPDX-License-Identifier: Apache-2.0
import json
for text in ['', ' ', '{', '[', '[1', '[1,', '[1 2]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{a:1}', '{"a" 1}', "{'a':1}", '[1,]', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '01', '1.', '.5', '-', '1e', 'tru', 'nul', 'NaN1', '[1]x', '\n\n  [1,\n 2,\n x]', '\ufeff1', '{"a":1}}', '+1', '--1', '["a":1]', '{1:2}', '{"a":1 "b":2}', '1 2', '"\\']:
    try:
        print(ascii(json.loads(text)))
    except json.JSONDecodeError as error:
        print(ascii(text), error, error.msg, error.pos, error.lineno, error.colno, error.doc == text)
