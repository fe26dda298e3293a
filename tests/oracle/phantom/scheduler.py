# SPDX-License-Identifier: Apache-2.0
"""Delivers completions of all runs of a process in order of virtual time, then of issue; one at a time."""

import heapq
import itertools


class Scheduler:
    def __init__(self, clock):
        self.clock = clock
        self._queue = []
        self._issue = itertools.count()

    def issue(self):
        """The place of an act among all that is issued."""
        return next(self._issue)

    def at(self, ms, deliver, ticket=None):
        """`ticket`: (issue, asset, parameter), by which what comes at the same time is ordered."""
        ticket = (self.issue(), 0, 0) if ticket is None else ticket
        heapq.heappush(self._queue, (max(ms, self.clock.ms), *ticket, deliver))

    def run(self):
        while self._queue:
            ms, *_, deliver = heapq.heappop(self._queue)
            self.clock.ms = max(self.clock.ms, ms)
            deliver()
