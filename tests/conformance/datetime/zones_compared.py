# SPDX-License-Identifier: Apache-2.0
# Moments of one zone are compared by their clocks; what a fold decides equals no moment of another zone.
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Autumn(tzinfo):
    """The hour from 2 to 3 happens twice."""

    def utcoffset(self, moment):
        if moment is not None and moment.hour == 2:
            return timedelta(hours=1 if moment.fold else 2)
        return timedelta(hours=2 if moment is not None and moment.hour < 2 else 1)

    def dst(self, moment):
        return self.utcoffset(moment) - timedelta(hours=1)

    def tzname(self, moment):
        return "A"


zone = Autumn()
early, late = datetime(2024, 10, 27, 2, 30, tzinfo=zone), datetime(2024, 10, 27, 2, 30, tzinfo=zone, fold=1)
print(early == late, early < late, hash(early) == hash(late), early - late)
for moment in (early, late, datetime(2024, 10, 27, 1, tzinfo=zone), datetime(2024, 10, 27, 4, tzinfo=zone)):
    utc = moment.astimezone(timezone.utc)
    print(moment.isoformat(), utc, moment == utc, moment != utc, moment <= utc, moment - utc)
print(time(2, 30, tzinfo=zone) == time(2, 30, fold=1, tzinfo=zone), time(1, tzinfo=zone) < time(2, tzinfo=zone))


class Shown(datetime):
    def __str__(self):
        return "shown"

    def strftime(self, form):
        return "formed " + form


moment = Shown(2024, 1, 2)
print(f"{moment} {moment:%Y} {moment!s}", format(moment, "%d"))
for year, week, day in ((10**30, 1, 1), (2024, 10**30, 1), (2024, 1, 10**30), (2024, 54, 1), (0, 1, 1)):
    try:
        print(date.fromisocalendar(year, week, day))
    except Exception as error:
        print(type(error).__name__, error)
