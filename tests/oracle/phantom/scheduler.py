# SPDX-License-Identifier: Apache-2.0
"""Delivers completions of all runs of a process in order of virtual time, then of issue; one at a time."""

import heapq
import itertools


class Scheduler:
    def __init__(self, clock):
        self.clock = clock
        self._queue = []
        self._issue = itertools.count()

    def at(self, ms, deliver):
        heapq.heappush(self._queue, (ms, next(self._issue), deliver))

    def run(self):
        while self._queue:
            ms, _, deliver = heapq.heappop(self._queue)
            self.clock.ms = max(self.clock.ms, ms)
            deliver()
