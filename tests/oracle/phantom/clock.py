# SPDX-License-Identifier: Apache-2.0
"""Virtual time: what a playbook gets for `datetime` and `time`, and with what replaces `random`, `uuid` and `zoneinfo`.

A playbook's own `import` sees these modules; the rest of the process keeps the real ones. Values are real datetime
objects, so `isinstance`, arithmetic and texts are CPython's own.
"""

import datetime as real_datetime
import random as real_random
import time as real_time
import types
import uuid as real_uuid
import zoneinfo
import zoneinfo._zoneinfo


class Clock:
    def __init__(self, text):
        self.start = parse(text)
        self.ms = 0.0  # virtual milliseconds since the start

    def now(self):
        """Naive UTC."""
        return self.start + real_datetime.timedelta(milliseconds=self.ms)

    def stamp(self):
        return self.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def epoch(self):
        return self.now().replace(tzinfo=real_datetime.timezone.utc).timestamp()

    def ms_of(self, moment):
        """Virtual milliseconds of a datetime; naive ones are UTC."""
        if moment.tzinfo is not None:
            moment = moment.astimezone(real_datetime.timezone.utc).replace(tzinfo=None)
        return (moment - self.start) / real_datetime.timedelta(milliseconds=1)


def parse(text):
    moment = real_datetime.datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        moment = moment.astimezone(real_datetime.timezone.utc).replace(tzinfo=None)
    return moment


def modules(clock, entropy):
    return {
        "datetime": _datetime_module(clock),
        "time": _time_module(clock),
        "random": entropy.random_module(_copy_of(real_random)),
        "uuid": entropy.uuid_module(_copy_of(real_uuid), clock),
        "zoneinfo": _zone_module(),
    }


def _copy_of(module):
    facade = types.ModuleType(module.__name__, module.__doc__)
    facade.__dict__.update({k: v for k, v in vars(module).items() if not k.startswith("__")})
    return facade


def _datetime_module(clock):
    class Meta(type):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.real)

        def __subclasscheck__(cls, other):
            return cls is other or issubclass(other, cls.real)

    class datetime(real_datetime.datetime, metaclass=Meta):
        real = real_datetime.datetime

        def __new__(cls, *args, **kwargs):
            return real_datetime.datetime(*args, **kwargs)

        @classmethod
        def now(cls, tz=None):
            utc = clock.now().replace(tzinfo=real_datetime.timezone.utc)
            return utc.replace(tzinfo=None) if tz is None else utc.astimezone(tz)

        @classmethod
        def utcnow(cls):
            return clock.now()

        @classmethod
        def today(cls):
            return clock.now()

    class date(real_datetime.date, metaclass=Meta):
        real = real_datetime.date

        def __new__(cls, *args, **kwargs):
            return real_datetime.date(*args, **kwargs)

        @classmethod
        def today(cls):
            return clock.now().date()

    facade = _copy_of(real_datetime)
    facade.datetime, facade.date = datetime, date
    return facade


def _zone_module():
    """With the class that is written in Python: confined.py knows it as a reader of the machine's time zones."""
    facade = _copy_of(zoneinfo)
    facade.ZoneInfo = zoneinfo._zoneinfo.ZoneInfo
    return facade


def _time_module(clock):
    facade = _copy_of(real_time)

    def sleep(seconds):
        clock.ms += seconds * 1000

    def gmtime(seconds=None):
        return real_time.gmtime(clock.epoch() if seconds is None else seconds)

    def strftime(format, moment=None):
        return real_time.strftime(format, gmtime() if moment is None else moment)

    def ctime(seconds=None):
        return real_time.asctime(gmtime(seconds))

    facade.time = clock.epoch
    facade.time_ns = lambda: int(clock.epoch() * 1_000_000_000)
    facade.monotonic = facade.perf_counter = lambda: clock.ms / 1000
    facade.sleep, facade.gmtime, facade.localtime = sleep, gmtime, gmtime
    facade.strftime, facade.ctime = strftime, ctime
    return facade
