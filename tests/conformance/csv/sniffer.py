# SPDX-License-Identifier: Apache-2.0
import csv

for sample in ("a;b;c\n1;2;3\n4;5;6\n", "a,b\n1,2\n", "a|b|c\n1|2|3\n", "x\ty\n1\t2\n", "'a','b'\n'c','d'\n", '"a", "b"\n"c", "d"\n', "name: x\nage: y\n"):
    dialect = csv.Sniffer().sniff(sample)
    print(repr(dialect.delimiter), repr(dialect.quotechar), dialect.doublequote, dialect.skipinitialspace, list(csv.reader(sample.splitlines(), dialect)))
print(csv.Sniffer().has_header("name,age\nAnn,30\nBob,41\n"), csv.Sniffer().has_header("1,2\n3,4\n5,6\n"))
print(csv.Sniffer().sniff("a;b,c\n1;2,3\n", delimiters=",").delimiter, csv.Sniffer().preferred)
try:
    csv.Sniffer().sniff("")
except csv.Error as error:
    print(error)
