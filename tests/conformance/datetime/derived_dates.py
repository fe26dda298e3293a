# SPDX-License-Identifier: Apache-2.0
# Classes derived from date, time and datetime: which methods give objects of the class, and which call it.
from datetime import date, datetime, time, timedelta, timezone


class Day(date):
    def quarter(self):
        return (self.month + 2) // 3


class Moment(datetime):
    made = 0

    def __new__(cls, *args, **kwargs):
        cls.made += 1
        self = super().__new__(cls, *args, **kwargs)
        self.label = "x"
        return self


class Clock(time):
    def minutes(self):
        return self.hour * 60 + self.minute


def show(value):
    print(type(value).__name__, value, Moment.made)


day = Day(2024, 5, 6)
for value in (day, day + timedelta(1), timedelta(1) + day, day - timedelta(30), day.replace(year=2000), Day.today().replace(2001, 1, 1),
              Day.fromordinal(730000), Day.fromisoformat("2024-02-29"), Day.fromisocalendar(2024, 1, 1), Day.fromtimestamp(0),
              day - date(2024, 1, 1)):
    show(value)
print(day.quarter(), (day + timedelta(200)).quarter(), day == date(2024, 5, 6), hash(day) == hash(date(2024, 5, 6)), day < date(2025, 1, 1))

moment = Moment(2024, 5, 6, 7, 8, 9, 10, fold=1)
for value in (moment, moment + timedelta(1), moment - timedelta(1), moment.replace(hour=3), moment.date(), moment.time(),
              Moment.strptime("2024-05-06", "%Y-%m-%d"), Moment.fromisoformat("2024-05-06T07:08"), Moment.combine(date(2024, 1, 2), time(3)),
              Moment.utcfromtimestamp(1), Moment.fromtimestamp(1, timezone.utc), Moment.fromordinal(730000),
              moment.astimezone(timezone(timedelta(hours=2))), moment - Moment(2024, 5, 6)):
    show(value)
print(moment.label, (moment + timedelta(1)).label, moment.fold, moment.replace(hour=1).fold, (moment + timedelta(1)).fold)
print(type(Moment.now()).__name__, type(Moment.utcnow()).__name__, type(Moment.today()).__name__, type(Moment.now(timezone.utc)).__name__)
print(type(Moment.min).__name__, isinstance(moment, Day), isinstance(moment, date))

clock = Clock(7, 8, tzinfo=timezone.utc, fold=1)
for value in (clock, clock.replace(hour=1), Clock.fromisoformat("07:08:09")):
    print(type(value).__name__, value, value.minutes(), value.fold)
