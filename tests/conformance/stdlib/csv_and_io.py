# SPDX-License-Identifier: Apache-2.0
import csv
import io
f = io.StringIO('a,b\n1,"x, y"\n"quote ""q""",\n')
print(list(csv.reader(f)))
print([dict(row) for row in csv.DictReader(io.StringIO('n,v\nx,1\ny,2\n'))])
out = io.StringIO()
writer = csv.writer(out)
writer.writerow(['a', 1, None, 'x,y', 'q"q', 'l\nl'])
writer.writerows([[1, 2], [3.5, True]])
print(repr(out.getvalue()))
s = io.StringIO()
s.write('one\ntwo\n')
print(s.getvalue().splitlines(), io.BytesIO(b'ab').read(), [line for line in io.StringIO('x\ny')])
