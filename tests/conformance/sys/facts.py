# SPDX-License-Identifier: Apache-2.0
import sys

print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 8), sys.version_info < (3, 12), sys.version_info.releaselevel, sys.version.split(".")[:2])
print(sys.platform, sys.maxsize, sys.maxunicode, sys.byteorder, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding())
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.radix, sys.float_info)
print(len(sys.argv), isinstance(sys.argv[0], str), isinstance(sys.path, list), "sys" in sys.modules, "json" in sys.modules)
import json

print("json" in sys.modules, sys.modules["json"] is json, sys.intern("x"), sys.float_repr_style)
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as error:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value, value is error, sys.exception() is error)
print(sys.exc_info() == (None, None, None), sys.exception())
sys.argv.append("more")
print(sys.argv[1:], sys.hexversion >> 16 == 0x030B)
sys.setrecursionlimit(1000)
