# SPDX-License-Identifier: Apache-2.0
for e in [BaseException(1), Exception(2), ValueError(3)]:
    print(hasattr(e, '__notes__'))
    e.add_note("My Note")
    print(e.__notes__)
    try: e.add_note(42)
    except TypeError as x: print(x)
    del e.__notes__
    print(hasattr(e, '__notes__'))
    e.add_note("x")
    e.__notes__ = 42
    try: e.add_note("y")
    except TypeError as x: print(x)
class My(Exception): pass
e = My()
e.add_note("a")
print(e.__notes__)
