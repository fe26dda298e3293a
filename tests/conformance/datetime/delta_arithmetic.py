# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

from datetime import timedelta
a, b = timedelta(days=2, hours=5, microseconds=7), timedelta(minutes=-90)
print(a + b, a - b, a * 2, 2 * a, a * 0.5, a / 2, a / b, a // b, a // 7, a % b, divmod(a, b), -a, +b, abs(b), a > b, a == a, bool(timedelta()), a.total_seconds(), b.days, b.seconds, b.microseconds, repr(a), str(b), repr(timedelta()), hash(a) == hash(a + timedelta()))
print(timedelta(weeks=1, days=-1, hours=1.5, milliseconds=2.5), timedelta.max, timedelta.min, timedelta.resolution, timedelta(microseconds=0.5), timedelta(seconds=1e-7), sum([a, b], timedelta()))
for function in [lambda: a + 1, lambda: a * b, lambda: a / 0, lambda: a // timedelta(), lambda: a % 2, lambda: a < 1, lambda: timedelta(days=10 ** 10), lambda: timedelta('a'), lambda: timedelta.max + timedelta(1), lambda: a * float('nan'), lambda: 1 / a, lambda: timedelta(nothing=1), lambda: divmod(a, 2)]:
    attempt(function)
