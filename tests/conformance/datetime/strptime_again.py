# SPDX-License-Identifier: Apache-2.0
# The same formats again, those that are wrong too.
import datetime
for fmt, t in [("%Y-%m-%d", "2024-02-03"), ("%d/%m/%y %H:%M", "03/02/24 10:11"), ("%Y-%m-%d", "x"), ("%Q", "x"), ("%", "x"), ("%Y%Y", "20242024")] * 2:
    try: print(datetime.datetime.strptime(t, fmt))
    except Exception as e: print(type(e).__name__, e)
