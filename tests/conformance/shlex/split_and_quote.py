# SPDX-License-Identifier: Apache-2.0
import shlex

for text in ["a b c", "ls -l 'my file' \"x y\"", "a\\ b c", "'it''s'", "\"a\\\"b\" \"c\\d\"", "", "  ", "a''b ''", "x=\"1 2\" # c", "a\tb\nc"]:
    print(repr(text), shlex.split(text))
print(shlex.split("a # b\nc", comments=True), shlex.split("a 'b c' \"d\"", posix=False))
for text in ["'open", "a \"b", "a\\"]:
    try:
        shlex.split(text)
    except ValueError as error:
        print(repr(text), error)
print([shlex.quote(s) for s in ["plain", "", "a b", "it's", "$HOME", "a/b.c_d-e"]], shlex.join(["echo", "a b", "it's"]))
