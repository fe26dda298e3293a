# SPDX-License-Identifier: Apache-2.0
# A table written as CSV and read back.
import csv, io
buf = io.StringIO()
w = csv.writer(buf)
w.writerow(["id", "name", "ip", "note"])
for i in range(15000):
    w.writerow([i, "host%d" % i, "10.0.%d.%d" % (i // 256, i % 256), 'said "hi", then left'])
text = buf.getvalue()
counts = {}
for row in csv.DictReader(io.StringIO(text)):
    net = row["ip"].rsplit(".", 1)[0]
    counts[net] = counts.get(net, 0) + 1
print(len(text), len(counts), sorted(counts.items())[:3])
