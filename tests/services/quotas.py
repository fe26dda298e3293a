# SPDX-License-Identifier: Apache-2.0
"""Limits of a service: several windows at once, in two countings that know nothing of each other.

    4/minute,500/day@UTC,check:1000/day@America/Los_Angeles,20/2s

N/PER[@ZONE], PER being second, minute, hour, day, month, or a number of s or ms; before it ACTION: where it is for one end point alone. In
the fixed counting, windows are aligned to the clock, days and months in the zone. In the sliding one, no span of that length may hold more.
A request that is over a limit uses up nothing.
"""

import re
from collections import deque
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "month": 30 * 86400}
COUNTINGS = ("fixed", "sliding")
ITEM = re.compile(r"(?:(\w+):)?(\d+)/(?:(second|minute|hour|day|month)|(\d+(?:\.\d+)?)(ms|s))(?:@([\w/+-]+))?")


class Limit:
    """At most `most` requests per window."""

    def __init__(self, action, most, per, seconds, zone):
        self.action = action
        self.most = most
        self.per = per
        self.seconds = seconds
        self.zone = zone

    def applies(self, action):
        return self.action in (None, action)

    def retry_after(self, time):
        return max(1, int(-(-(self.reset(time) - time) // 1)))

    def remaining(self, time):
        return max(0, self.most - self.used(time))


class FixedLimit(Limit):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.start = self.end = self.count = 0

    def turn(self, time):
        """The count is that of the window of `time`. What had been read before a window began, but comes later, counts there."""
        if time < self.end:
            return
        self.count = 0
        if self.per in ("day", "month"):
            day = datetime.fromtimestamp(time, self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            if self.per == "month":
                day = day.replace(day=1)
                after = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
            else:
                after = datetime.fromtimestamp(day.timestamp() + 36 * 3600, self.zone).replace(hour=0, minute=0)
            self.start, self.end = day.timestamp(), after.timestamp()
        else:
            self.start = time - time % self.seconds
            self.end = self.start + self.seconds

    def used(self, time):
        self.turn(time)
        return self.count

    def reset(self, time):
        self.turn(time)
        return self.end

    def take(self, time):
        self.turn(time)
        self.count += 1

    def give_back(self, time):
        if self.start <= time < self.end:
            self.count -= 1


class SlidingLimit(Limit):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.times = deque()

    def used(self, time):
        while self.times and self.times[0] <= time - self.seconds:
            self.times.popleft()
        return len(self.times)

    def reset(self, time):
        return self.times[0] + self.seconds if self.used(time) else time

    def take(self, time):
        self.times.append(time)

    def give_back(self, time):
        if time in self.times:
            self.times.remove(time)


def parse(text, kind):
    limits = []
    for item in filter(None, text.split(",")):
        matched = ITEM.fullmatch(item.strip())
        if not matched:
            raise ValueError(f"{item!r} is no limit such as 4/minute or 500/day@UTC")
        action, most, unit, number, scale, zone = matched.groups()
        seconds = SECONDS[unit] if unit else float(number) / (1000 if scale == "ms" else 1)
        if not seconds:
            raise ValueError(f"{item!r} has a window of no length")
        zone = timezone.utc if zone in (None, "UTC") else ZoneInfo("America/Los_Angeles" if zone == "Pacific" else zone)
        limits.append(kind(action, int(most), unit or f"{number}{scale}", seconds, zone))
    return limits


class Quotas:
    """The limits of one service. `counting` says which of the two refuses: fixed, sliding, both, or none."""

    def __init__(self, text, counting):
        self.text = text
        self.counting = counting
        self.limits = {"fixed": parse(text, FixedLimit), "sliding": parse(text, SlidingLimit)}
        self.over = dict.fromkeys(COUNTINGS, 0)

    def told(self, action):
        """The limits that a service tells about."""
        counting = "sliding" if self.counting == "sliding" else "fixed"
        return [limit for limit in self.limits[counting] if limit.applies(action)]

    def take(self, action, time):
        """(the limits taken from, the limit that refuses the request or None)"""
        taken, refused = [], None
        for counting, limits in self.limits.items():
            held = [limit for limit in limits if limit.applies(action)]
            full = next((limit for limit in held if limit.used(time) >= limit.most), None)
            if full:
                self.over[counting] += 1
                if self.counting in (counting, "both"):
                    refused = refused or full
                continue
            for limit in held:
                limit.take(time)
            taken += held
        if refused and self.counting == "both":
            for limit in taken:
                limit.give_back(time)
            taken = []
        return taken, refused
