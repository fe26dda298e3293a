# SPDX-License-Identifier: Apache-2.0
import csv
import io


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


print(csv.list_dialects(), csv.get_dialect("excel").delimiter, csv.get_dialect("unix").quoting, repr(csv.get_dialect("excel-tab").delimiter))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
csv.register_dialect("semi", "excel", delimiter=";")
print(csv.list_dialects(), list(csv.reader(["a|b"], "pipes")), list(csv.reader(["a;b"], "semi")))
csv.unregister_dialect("pipes")
print(csv.list_dialects())
for name in ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting"):
    print(name, repr(getattr(csv.excel, name, "none")), repr(getattr(csv.get_dialect("semi"), name)))
for options in ({"delimiter": None}, {"delimiter": ""}, {"delimiter": "ab"}, {"delimiter": 3}, {"quotechar": 3}, {"quotechar": "ab"}, {"lineterminator": 3}, {"lineterminator": None}, {"quoting": "x"}, {"quoting": 9}, {"escapechar": "xx"}, {"wrong": 1}):
    attempt(options, lambda: csv.writer(io.StringIO(), **options))
attempt("unknown", lambda: csv.reader([], "nope"))
attempt("get unknown", lambda: csv.get_dialect("nope"))
attempt("forget unknown", lambda: csv.unregister_dialect("nope"))
attempt("name", lambda: csv.register_dialect(3))
print(csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE, csv.Error.__name__, issubclass(csv.Error, Exception))
