# SPDX-License-Identifier: Apache-2.0
import csv
import io


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


file = io.StringIO()
writer = csv.DictWriter(file, fieldnames=["name", "age"])
print(writer.writeheader(), writer.writerow({"name": "Ann", "age": 30}), writer.writerow({"age": 1}), writer.writerows([{"name": "B"}, {"name": "C,D", "age": None}]))
print(repr(file.getvalue()), writer.fieldnames, writer.restval, writer.extrasaction)
file = io.StringIO()
writer = csv.DictWriter(file, ["a", "b"], restval="?", extrasaction="ignore", delimiter="\t", lineterminator="\n")
writer.writeheader()
writer.writerow({"a": 1, "c": 2})
print(repr(file.getvalue()))
file = io.StringIO()
writer = csv.DictWriter(file, {"k1": 0, "k2": 0}.keys(), quoting=csv.QUOTE_ALL)
writer.writeheader()
writer.writerow({"k2": "x", "k1": "y"})
print(repr(file.getvalue()))
strict = csv.DictWriter(io.StringIO(), ["a"])
attempt("extra", lambda: strict.writerow({"a": 1, "z": 2}))
attempt("no dict", lambda: strict.writerow(3))
attempt("no names", lambda: csv.DictWriter(io.StringIO()))
attempt("action", lambda: csv.DictWriter(io.StringIO(), ["a"], extrasaction="shout"))
