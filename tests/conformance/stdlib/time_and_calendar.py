# SPDX-License-Identifier: Apache-2.0
import time
import calendar
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(0)), time.gmtime(86400)[:6], calendar.timegm((2024, 1, 2, 3, 4, 5)), time.strptime('2024-02-03', '%Y-%m-%d')[:3], calendar.monthrange(2024, 2), calendar.isleap(2100), calendar.day_name[0], calendar.month_abbr[2], time.gmtime(1e9).tm_year)
print(time.time() > 1e9, isinstance(time.time(), float), time.monotonic() <= time.monotonic())
