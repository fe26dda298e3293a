# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta, timezone, date
a, b = datetime(2024, 1, 31, 12), datetime(2023, 12, 25, 23, 59, 59, 999999)
print(a - b, b - a, repr(a - b), (a - b).days, (a - b).seconds, (a - b).microseconds, (a - b).total_seconds(), (b - a).days, (b - a).total_seconds())
print(a + timedelta(days=30), a - timedelta(hours=13), a + timedelta(weeks=1, minutes=90, milliseconds=5), timedelta(days=1) + a, a < b, a == a, a > b, max(a, b), sorted([a, b])[0])
for t in [timedelta(), timedelta(1), timedelta(days=-1), timedelta(hours=25, seconds=1), timedelta(microseconds=-1), timedelta(days=1.5), timedelta(minutes=-90), timedelta(seconds=0.1), timedelta(100, 5, 6)]:
    print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, abs(t), bool(t))
print(timedelta(hours=1) * 3, timedelta(hours=1) / 2, timedelta(hours=5) // timedelta(hours=2), timedelta(hours=5) % timedelta(hours=2), timedelta(hours=1) / timedelta(minutes=30), timedelta(1) > timedelta(hours=23), timedelta(days=1) == timedelta(hours=24), timedelta(1) * 1.5, sum([timedelta(1), timedelta(2)], timedelta()))
print(date(2024, 3, 1) - date(2024, 2, 1), date(2024, 1, 31) + timedelta(1), (date(2024, 1, 1) - date(2023, 1, 1)).days)
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
print(u.astimezone(timezone(timedelta(hours=5, minutes=30))), u - datetime(2024, 1, 1, 12, tzinfo=timezone(timedelta(hours=-1))), u.utcoffset(), u.tzinfo, u.tzname(), timezone(timedelta(hours=-3)))
for bad in [lambda: a + a, lambda: a - 5, lambda: a < 5, lambda: a - u, lambda: a < u, lambda: a + 'x', lambda: timedelta('x'), lambda: datetime.max + timedelta(1), lambda: timedelta(1) + 1, lambda: timedelta(10 ** 10)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(a == 5, a != u, a == b)
