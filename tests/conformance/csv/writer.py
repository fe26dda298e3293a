# SPDX-License-Identifier: Apache-2.0
import csv
import io


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "!", type(error).__name__, error)


def written(rows, **options):
    file = io.StringIO()
    csv.writer(file, **options).writerows(rows)
    return file.getvalue()


ROWS = [["a", 1, 2.5, None, True], ["with, comma", 'with "quotes"', "two\nlines", "cr\r", " space "], [""], [], ["", ""], [None], ("t", b"x")]
print(repr(written(ROWS)))
print(repr(written(ROWS, quoting=csv.QUOTE_ALL)))
print(repr(written(ROWS, quoting=csv.QUOTE_NONNUMERIC)))
print(repr(written(ROWS[:1], quoting=csv.QUOTE_NONE)))
print(repr(written(ROWS, delimiter=";", lineterminator="\n")))
print(repr(written(ROWS, dialect="unix")), repr(written(ROWS, dialect=csv.excel_tab)))
print(repr(written([["a,b", 'c"d', "e\\f"]], quoting=csv.QUOTE_NONE, escapechar="\\")))
print(repr(written([['c"d', "e\\f"]], doublequote=False, escapechar="\\")), repr(written([["it's"]], quotechar="'")))
print(repr(written(["abc", ["y"]])))
file = io.StringIO()
writer = csv.writer(file)
print(writer.writerow(["a", "b"]), writer.writerow(["ä"]), writer.writerows([[1], [2]]), repr(file.getvalue()))
attempt("row", lambda: writer.writerow(3))
attempt("rows", lambda: writer.writerows([3]))
attempt("no rows", lambda: writer.writerows(3))
attempt("escape", lambda: written([["a,b"]], quoting=csv.QUOTE_NONE))
attempt("quote", lambda: written([['a"']], doublequote=False))
attempt("empty", lambda: written([[""]], quoting=csv.QUOTE_NONE))
attempt("no file", lambda: csv.writer(3))
with open("out.csv", "w", newline="") as file:
    csv.writer(file).writerows([["h1", "h2"], [1, "x,y"]])
print(open("out.csv", "rb").read())
