# SPDX-License-Identifier: Apache-2.0
# json.dumps of a large document: plain, with sorted keys, indented.
import json


def main():
    rows = [{"id": number, "name": "artifact \u00e9 \"%d\"" % number, "ratio": number / 7, "ok": number % 2 == 0, "none": None,
             "cef": {"sourceAddress": "10.1.%d.%d" % (number % 256, number % 250), "ports": [80, 443, number]},
             "notes": "line one\nline two\t%d" % number} for number in range(3000)]
    total = 0
    for _ in range(15):
        total += len(json.dumps(rows))
        total += len(json.dumps(rows, sort_keys=True))
    total += len(json.dumps(rows, indent=4))
    print(total, json.dumps(rows[77], ensure_ascii=False))


main()
