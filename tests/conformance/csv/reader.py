# SPDX-License-Identifier: Apache-2.0
import csv


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


print(list(csv.reader(["a,b,c", "1,2,3", "", "x,,"])))
print(list(csv.reader(['"quoted, with comma","with ""quotes""",plain', '"two', 'lines",end'])))
print(list(csv.reader(["a;b", "c;d"], delimiter=";")), list(csv.reader(["a\tb"], "excel-tab")), list(csv.reader(["a\tb"], dialect="excel-tab")))
print(list(csv.reader(["a, b,  c"], skipinitialspace=True)), list(csv.reader(["'a,b',c"], quotechar="'")))
print(list(csv.reader([r"a\,b,c", r'"x\"y",z'], escapechar="\\")), list(csv.reader(['"a""b"'], doublequote=False)))
print(list(csv.reader(['1,"a",2.5', '-3,"",4e2'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(['"a",b'], quoting=csv.QUOTE_NONE)))
print(list(csv.reader(["ä|ö", "漢|😀"], delimiter="|")), list(csv.reader(['a"b,c"d'])), list(csv.reader(['"a"b,c'])))
reader = csv.reader(["a,b\n", '"c\n', 'd",e\n'])
for row in reader:
    print(reader.line_num, row)
print(reader.dialect.delimiter, reader.dialect.quotechar, reader.dialect.lineterminator == "\r\n", reader.dialect.strict)
with open("data.csv", "w", newline="") as file:
    file.write("name,age\r\nAnn,30\r\n\"B, C\",41\r\n")
with open("data.csv", newline="") as file:
    header, *rows = csv.reader(file)
    print(header, rows)
attempt("open quote", lambda: list(csv.reader(['a,"b'])))
attempt("open quote, strict", lambda: list(csv.reader(['a,"b'], strict=True)))
attempt("after a quote, strict", lambda: list(csv.reader(['"a"b'], strict=True)))
attempt("line end", lambda: list(csv.reader(["a\rb"])))
attempt("bytes", lambda: list(csv.reader([b"a"])))
attempt("number", lambda: list(csv.reader(["x"], quoting=csv.QUOTE_NONNUMERIC)))
attempt("no iterable", lambda: csv.reader(3))
attempt("nothing", lambda: csv.reader())
print(csv.field_size_limit(), csv.field_size_limit(5), csv.field_size_limit())
attempt("long field", lambda: list(csv.reader(["123456"])))
csv.field_size_limit(131072)
