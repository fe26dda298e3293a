# SPDX-License-Identifier: Apache-2.0
# importlib.import_module: modules by names that are made at run time.
import importlib
import json
import sys


def attempt(*args):
    try:
        print(importlib.import_module(*args).__name__)
    except Exception as error:
        print(type(error).__name__, error)


for name in ("json", "collections.abc", "xml.etree.ElementTree", "nothing.at.all", "json.nothing", "", "no_such"):
    attempt(name)
attempt(".decoder", "json")
attempt(".abc", "collections")
attempt("..x", "json")
attempt(".x")
attempt(".nothing", "json")
attempt(3)
print(importlib.import_module("json") is json, importlib.import_module("json.decoder") is json.decoder, "textwrap" in sys.modules)
for name in ["math", "string"]:
    module = importlib.import_module(name)
    print(getattr(module, {"math": "floor", "string": "capwords"}[name])({"math": 2.5, "string": "a b"}[name]))
importlib.invalidate_caches()
