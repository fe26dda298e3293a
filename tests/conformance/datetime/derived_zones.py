# SPDX-License-Identifier: Apache-2.0
# Classes derived from tzinfo: their methods are asked, and what they answer is checked.
from datetime import datetime, time, timedelta, timezone, tzinfo


class Fixed(tzinfo):
    def __init__(self, hours, name, saving=0):
        self.offset = timedelta(hours=hours)
        self.name = name
        self.saving = timedelta(hours=saving)

    def utcoffset(self, moment):
        return self.offset + self.saving

    def tzname(self, moment):
        return self.name

    def dst(self, moment):
        return self.saving


class Summer(tzinfo):
    """One hour ahead from April to September."""

    def utcoffset(self, moment):
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment):
        if moment is None or not 4 <= moment.month <= 9:
            return timedelta(0)
        return timedelta(hours=1)

    def tzname(self, moment):
        return "summer" if self.dst(moment) else "winter"


class Answers(tzinfo):
    def __init__(self, answer):
        self.answer = answer

    def utcoffset(self, moment):
        return self.answer

    tzname = dst = utcoffset


def attempt(label, function):
    try:
        print(label, repr(function()))
    except Exception as error:
        print(label, type(error).__name__, error)


east = Fixed(3, "EAST", 1)
moment = datetime(2024, 5, 6, 7, 8, 9, tzinfo=east)
print(moment, moment.utcoffset(), moment.tzname(), moment.dst(), moment.timetuple().tm_isdst)
print(moment.strftime("%H %z %Z"), moment.isoformat(), moment.timestamp())
print(moment.astimezone(timezone.utc), moment.astimezone(Fixed(-5, "WEST")).tzname())
print(time(1, 2, tzinfo=east), time(1, 2, tzinfo=east).tzname(), time(1, tzinfo=Summer()).tzname())
for month in (1, 6, 12):
    local = datetime(2024, month, 1, 12, tzinfo=timezone.utc).astimezone(Summer())
    print(local, local.tzname(), local.dst(), local == datetime(2024, month, 1, 12, tzinfo=timezone.utc))
print(datetime(2024, 1, 1, tzinfo=Summer()) - datetime(2024, 1, 1, tzinfo=timezone.utc))
print(isinstance(east, tzinfo), datetime.now(east).tzinfo is east, datetime.fromtimestamp(0, Summer()))

plain = tzinfo()
for name in ("utcoffset", "tzname", "dst"):
    attempt(name, lambda: getattr(plain, name)(None))
attempt("plain", lambda: datetime(2024, 1, 1, tzinfo=plain).isoformat())
for answer in (7, "x", None, timedelta(hours=24), timedelta(hours=-24), timedelta(minutes=1)):
    odd = datetime(2024, 1, 1, tzinfo=Answers(answer))
    for name in ("utcoffset", "tzname", "dst", "isoformat"):
        attempt((answer, name), getattr(odd, name))
    attempt((answer, "to"), lambda: datetime(2024, 1, 1, tzinfo=timezone.utc).astimezone(Answers(answer)).hour)
attempt("fromutc", lambda: east.fromutc(datetime(2024, 1, 1)))
attempt("fromutc", lambda: east.fromutc(7))
attempt("fromutc", lambda: east.fromutc(datetime(2024, 1, 1, tzinfo=east)).hour)
