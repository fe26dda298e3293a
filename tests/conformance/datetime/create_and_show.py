# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, date, time, timedelta, timezone
d = datetime(2024, 2, 29, 13, 5, 9, 123)
print(d, repr(d), str(d), d.isoformat(), d.isoformat(' '), d.isoformat(timespec='seconds'), d.isoformat(timespec='milliseconds'), d.date(), d.time(), repr(d.date()), repr(d.time()))
print(d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.weekday(), d.isoweekday(), d.isocalendar()[:], d.timetuple().tm_yday, d.ctime(), d.toordinal())
print(datetime(2024, 1, 1), repr(datetime(2024, 1, 1)), datetime(2024, 1, 1, tzinfo=timezone.utc), repr(datetime(2024, 1, 1, 5, tzinfo=timezone.utc)), datetime(2024, 1, 1).replace(year=2025, hour=3), datetime.min, datetime.max)
print(date(2024, 2, 29), date(2024, 12, 31).isocalendar()[1], time(1, 2), time(1, 2, 3, 4), repr(time(1, 2)), datetime.combine(date(2024, 1, 2), time(3, 4)), datetime.fromordinal(738000), date.fromisoformat('2024-05-06'))
for args in [(2024, 13, 1), (2023, 2, 29), (2024, 1, 1, 24), (0, 1, 1), (2024, 1, 1, 0, 60), (2024, 1)]:
    try:
        print(datetime(*args))
    except (ValueError, TypeError) as error:
        print(error)
print(datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(86400.5), datetime(1970, 1, 2, tzinfo=timezone.utc).timestamp(), datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=-5))).timestamp())
