# SPDX-License-Identifier: Apache-2.0
import json


class Decoder(json.JSONDecoder):
    def __init__(self, *args, **kwargs):
        super().__init__(object_hook=self.hook, *args, **kwargs)

    def hook(self, found):
        if "re" in found:
            return (found["re"], found["im"])
        return found


print(json.loads('{"z": {"re": 1, "im": 2}, "k": [{"re": 0, "im": 0}]}', cls=Decoder))
decoder = json.JSONDecoder()
print(decoder.decode('[1, 2.5, "x"]'), decoder.raw_decode('{"a": 1} rest'), decoder.raw_decode('x [1]', 2))
for text in ["[1", "", "[1] 2"]:
    try:
        decoder.decode(text)
    except json.JSONDecodeError as error:
        print(error, error.pos)


class Upper(json.JSONDecoder):
    def decode(self, text):
        return super().decode(text.upper())


print(json.loads('["a"]', cls=Upper), json.loads(b'["b"]', cls=Upper))
print(json.JSONDecoder(parse_int=str).decode("[1, 2]"), json.JSONDecoder(object_pairs_hook=list).decode('{"a": 1}'))
