# SPDX-License-Identifier: Apache-2.0
import json
texts = ['', ' ', '{', '[', '[1', '[1,', '[1,]', '[1 2]', '{"a"}', '{"a":}', '{"a": 1,}', '{a: 1}', "{'a': 1}", '"abc', '"a\nb"', '"\\x"', '"\\u12"', 'nul', 'tru', '01', '1.', '.5', '+1', '-', '1e', 'None', '1 2', '[1]]', '{"a": 1 "b": 2}',
         '\ufeff[]', '[\n  1,\n  x\n]', '{"a": 1\n\n', '"tab\there"', 'undefined', '[,1]', '{,}', '{"a": 1, "b"', '"\\', '[1, 2', '{"a": [}']
for text in texts:
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), error, error.lineno, error.colno, error.pos)
    except ValueError as error:
        print(repr(text), 'ValueError', error)
for value in [None, 5, [], {}, True]:
    try:
        json.loads(value)
    except TypeError as error:
        print(error)
print(issubclass(json.JSONDecodeError, ValueError), json.JSONDecodeError.__name__)
