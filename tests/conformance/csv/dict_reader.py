# SPDX-License-Identifier: Apache-2.0
import csv
import io


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


text = 'name,age,city\nAnn,30,"Graz, AT"\n\nBob,41\nCleo,22,Rom,extra,more\n'
reader = csv.DictReader(io.StringIO(text))
print(reader.fieldnames, reader.line_num)
for row in reader:
    print(reader.line_num, row, type(row).__name__)
print(list(csv.DictReader(io.StringIO(text), fieldnames=["a", "b"], restkey="rest")))
print(list(csv.DictReader(["1,2"], ["a", "b", "c"], restval="-")))
print(list(csv.DictReader(["a;b", "1;2"], delimiter=";")), list(csv.DictReader([])), csv.DictReader([]).fieldnames)
rows = [dict(row) for row in csv.DictReader(io.StringIO(text))]
print([row["name"] for row in rows], rows[0].get("city"), rows[1]["city"])
reader = csv.DictReader(io.StringIO(text))
reader.fieldnames = ["x", "y", "z"]
print(next(reader), reader.restkey, reader.restval)
with open("d.csv", "w", encoding="utf-8-sig") as file:
    file.write("ip,count\n10.0.0.1,3\n")
with open("d.csv", encoding="utf-8-sig") as file:
    print([(row["ip"], int(row["count"])) for row in csv.DictReader(file)])
attempt("nothing", lambda: csv.DictReader())
attempt("missing column", lambda: rows[0]["nope"])
