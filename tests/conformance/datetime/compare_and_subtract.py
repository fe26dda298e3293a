# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

from datetime import date, datetime, time, timedelta, timezone
a, b = datetime(2024, 2, 28, 23, 59, 59), datetime(2024, 3, 1, tzinfo=timezone.utc)
east = timezone(timedelta(hours=5, minutes=30))
print(b == datetime(2024, 3, 1, 5, 30, tzinfo=east), b - datetime(2024, 3, 1, tzinfo=east), a + timedelta(1), date(2024, 2, 28) + timedelta(hours=49), date(2024, 3, 1) - date(2023, 3, 1), a == b, a != b, date(2024, 1, 1) == datetime(2024, 1, 1), time(1) < time(2), hash(b) == hash(datetime(2024, 3, 1, 5, 30, tzinfo=east)))
for function in [lambda: a < b, lambda: a - b, lambda: a + b, lambda: a < date(2024, 1, 1), lambda: date.max + timedelta(1), lambda: datetime.min - timedelta(1), lambda: time(1) + timedelta(1), lambda: a - 1, lambda: date(2024, 1, 1) < 5, lambda: time(1) < time(1, tzinfo=timezone.utc)]:
    attempt(function)
