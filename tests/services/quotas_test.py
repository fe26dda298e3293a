# SPDX-License-Identifier: Apache-2.0
"""Limits, by a clock of their own and over the wire."""

import unittest
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from asking import Case
from quotas import Quotas, parse

KEY = {"x-apikey": "some"}


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp()


class Countings(unittest.TestCase):
    def refusals(self, text, counting, times, action="any"):
        quotas = Quotas(text, counting)
        return [quotas.take(action, time)[1] is not None for time in times], quotas.over

    def test_fixed_windows_are_aligned(self):
        times = [59.0, 59.5, 59.9, 60.0, 60.1, 60.2, 119.9, 120.0]
        refused, over = self.refusals("2/minute", "fixed", times)
        self.assertEqual(refused, [False, False, True, False, False, True, True, False])
        self.assertEqual(over, {"fixed": 3, "sliding": 4})

    def test_sliding_windows_are_strict(self):
        times = [59.0, 59.5, 60.0, 118.9, 119.0, 119.4, 119.5]
        refused, _ = self.refusals("2/minute", "sliding", times)
        self.assertEqual(refused, [False, False, True, True, False, True, False])

    def test_both_refuse_what_either_refuses(self):
        refused, over = self.refusals("1/10s", "both", [5, 9, 10, 15, 19])
        self.assertEqual(refused, [False, True, True, False, True])
        self.assertEqual(over, {"fixed": 2, "sliding": 3})

    def test_counting_alone(self):
        self.assertEqual(self.refusals("1/10s", "none", [5, 9, 10]), ([False] * 3, {"fixed": 1, "sliding": 2}))

    def test_what_is_refused_uses_up_nothing(self):
        refused, _ = self.refusals("1/second,3/minute", "fixed", [0, 0.5, 0.6, 1, 2, 3, 60])
        self.assertEqual(refused, [False, True, True, False, False, True, False])

    def test_days_and_months_begin_where_the_zone_says(self):
        for text, before, after in (
            ("1/day@UTC", "2026-01-01T23:59:59", "2026-01-02T00:00:00"),
            ("1/day@America/Los_Angeles", "2026-01-02T07:59:59", "2026-01-02T08:00:00"),
            ("1/day@Pacific", "2026-07-02T06:59:59", "2026-07-02T07:00:00"),
            ("1/month@UTC", "2025-12-31T23:59:59", "2026-01-01T00:00:00"),
        ):
            refused, _ = self.refusals(text, "fixed", [at(before) - 60, at(before), at(after)])
            self.assertEqual(refused, [False, True, False], text)

    def test_days_of_23_and_25_hours(self):
        zone = ZoneInfo("America/Los_Angeles")
        for day, hours in (("2026-03-08", 23), ("2026-11-01", 25)):
            quotas = Quotas("1/day@Pacific", "fixed")
            start = datetime.fromisoformat(day).replace(tzinfo=zone).timestamp()
            quotas.take(None, start + 60)
            self.assertEqual(quotas.told(None)[0].reset(start + 60) - start, hours * 3600)

    def test_actions_have_limits_of_their_own(self):
        quotas = Quotas("check:1/minute,2/minute", "fixed")
        self.assertEqual(
            [quotas.take(action, 0)[1] is None for action in ("check", "check", "report", "report")], [True, False, True, False]
        )

    def test_nonsense(self):
        for text in ("4", "4/fortnight", "x/minute", "4/minute@Nowhere/Here", "4/0s"):
            with self.assertRaises((ValueError, KeyError), msg=text):
                parse(text, lambda *arguments: arguments)


class OverTheWire(Case):
    options = {"quotas": {"virustotal": "3/day@UTC"}, "counting": "sliding"}

    def test_violations_are_counted(self):
        statuses = [self.get("/virustotal/api/v3/domains/clean.example", **KEY).status for _ in range(5)]
        self.assertEqual(statuses, [200, 200, 200, 429, 429])
        counts = self.services.counts()["services"]["virustotal"]
        self.assertEqual((counts["violations"], counts["over"]), (2, {"fixed": 2, "sliding": 2}))
        self.assertEqual(counts["endpoints"]["GET /api/v3/domains/{domain}"]["statuses"], {"200": 3, "429": 2})
        self.services.reset()
        self.assertEqual(self.get("/virustotal/api/v3/domains/clean.example", **KEY).status, 200)
        self.assertEqual(self.services.violations(), 0)

    def test_who_is_not_known_uses_up_nothing(self):
        for _ in range(5):
            self.assertEqual(self.get("/virustotal/api/v3/domains/clean.example", **{"x-apikey": "wrong"}).status, 401)
        self.assertEqual(self.services.violations(), 0)

    def test_default_limits(self):
        self.services.quota("gemini", "default")
        self.assertIn("day@Pacific", self.services.admin("quota")["gemini"]["limits"])
        with self.assertRaises(ValueError):
            self.services.quota("nothing", "4/minute")
