# SPDX-License-Identifier: Apache-2.0
import sched

now = 0


def clock():
    return now


def sleep(seconds):
    global now
    now += seconds
    if seconds:
        print("slept", seconds)


def action(*args, **kwargs):
    print(now, args, kwargs)


s = sched.scheduler(clock, sleep)
print(s.empty(), s.queue)
s.enter(5, 2, action, argument=("b",))
first = s.enter(5, 1, action, ("a",), {"k": 1})
s.enterabs(2, 1, action)
gone = s.enter(1, 1, action, ("never",))
s.cancel(gone)
try:
    s.cancel(gone)
except ValueError as e:
    print(e)
print(first.time, first.priority, first.argument, first.kwargs, len(s.queue), [e.time for e in s.queue])
print(s.run(blocking=False))
s.run()
print(s.empty(), now)


def again(n):
    print("again", n, now)
    if n:
        s.enter(1, 1, again, (n - 1,))


s.enter(1, 1, again, (2,))
s.run()
