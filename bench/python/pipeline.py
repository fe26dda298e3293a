# SPDX-License-Identifier: Apache-2.0
# Lines through a chain of generators, as a log reader has them.
def read(n):
    for i in range(n):
        yield "line %d: value=%d status=%s" % (i, i * 3, "ok" if i % 5 else "fail")
def parse(lines):
    for line in lines:
        head, _, rest = line.partition(": ")
        yield dict(part.split("=") for part in rest.split(" "))
def only(rows, status):
    for row in rows:
        if row["status"] == status:
            yield row
print(sum(int(r["value"]) for r in only(parse(read(60000)), "fail")))
