# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

from datetime import date, datetime, time, timedelta, timezone
a = datetime(2024, 2, 29, 1, 2, 3, 4)
print(a.replace(year=2028), a.replace(hour=5, microsecond=0), a.replace(tzinfo=timezone.utc), date(2024, 1, 31).replace(day=1), time(1, 2).replace(minute=0), a.date(), a.time(), datetime.combine(date(2024, 1, 1), time(5)), a.timetuple()[:6], a.toordinal(), date.fromordinal(1), a.isocalendar(), a.isoweekday(), a.weekday(), a.ctime())
for function in [lambda: a.replace(year=2023), lambda: a.replace(month=13), lambda: a.replace(hour=24), lambda: a.replace(day='a'), lambda: a.replace(zone=1), lambda: date(0, 1, 1), lambda: date(2024, 2, 30), lambda: datetime(2024, 1), lambda: time(25), lambda: time(1, 60), lambda: timezone(timedelta(hours=24)), lambda: timezone(5), lambda: date.fromordinal(0), lambda: datetime(2024, 1, 1, tzinfo=5), lambda: date.fromisocalendar(2024, 54, 1), lambda: date.fromisocalendar(2024, 1, 8)]:
    attempt(function)
