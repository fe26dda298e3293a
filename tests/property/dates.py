# SPDX-License-Identifier: Apache-2.0
# datetime: arithmetic, comparison, conversion to and from text, replace, limits.
import datetime
import random
import time
from datetime import date, timedelta, timezone

SEED = 1
random.seed(SEED)


def check(name, function, *arguments):
    try:
        shown = ascii(function(*arguments))
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    print(name, ascii(arguments), '->', shown)


def delta():
    return random.choice([
        lambda: timedelta(random.randrange(-400, 400)), lambda: timedelta(seconds=random.randrange(-10 ** 6, 10 ** 6), microseconds=random.randrange(-10 ** 7, 10 ** 7)),
        lambda: timedelta(hours=random.uniform(-50, 50)), lambda: timedelta(weeks=random.randrange(9), milliseconds=random.random() * 1000),
        lambda: random.choice([timedelta(), timedelta.max, timedelta.min, timedelta.resolution, timedelta(days=999999999), timedelta(microseconds=-1)]),
    ])()


def zone():
    return random.choice([None, None, timezone.utc, timezone(timedelta(hours=random.randrange(-23, 24))), timezone(timedelta(hours=5, minutes=30), 'IST'), timezone(-timedelta(minutes=90, seconds=7)), timezone(timedelta(seconds=1, microseconds=5))])


def day():
    return random.choice([lambda: date(random.randrange(1, 10000), random.randrange(1, 13), random.randrange(1, 29)), lambda: date(random.randrange(1990, 2030), 12, random.randrange(25, 32)),
                          lambda: date(random.randrange(1990, 2030), 1, random.randrange(1, 8)), lambda: random.choice([date.min, date.max, date(2024, 2, 29), date(1900, 2, 28)])])()


def moment():
    at = day()
    return datetime.datetime(at.year, at.month, at.day, random.randrange(24), random.randrange(60), random.choice([0, random.randrange(60)]), random.choice([0, 0, 1, 1000, random.randrange(10 ** 6)]), zone())


def clock():
    return datetime.time(random.randrange(24), random.choice([0, random.randrange(60)]), random.choice([0, random.randrange(60)]), random.choice([0, 500000, random.randrange(10 ** 6)]), zone())


def anything():
    return random.choice([delta, delta, day, moment, moment, clock, zone, lambda: random.choice([0, 1, 2, -3, 1.5, 'x', None, 0.0, True, float('nan'), float('inf'), 10 ** 20])])()


OPERATORS = [('+', lambda a, b: a + b), ('-', lambda a, b: a - b), ('*', lambda a, b: a * b), ('/', lambda a, b: a / b), ('//', lambda a, b: a // b), ('%', lambda a, b: a % b), ('divmod', divmod),
             ('<', lambda a, b: a < b), ('<=', lambda a, b: a <= b), ('==', lambda a, b: a == b), ('!=', lambda a, b: a != b), ('>', lambda a, b: a > b), ('hash', lambda a, b: a == b and hash(a) == hash(b))]
for _ in range(2500):
    a, b = anything(), anything()
    for name, function in random.sample(OPERATORS, 4):
        check(name, function, a, b)

UNARY = [('str', str), ('repr', repr), ('isoformat', lambda a: a.isoformat()), ('bool', bool), ('-', lambda a: -a), ('abs', abs), ('total_seconds', lambda a: a.total_seconds()), ('parts', lambda a: [a.days, a.seconds, a.microseconds]),
         ('timestamp', lambda a: a.timestamp()), ('date', lambda a: a.date()), ('time', lambda a: [a.time(), a.timetz()]), ('weekday', lambda a: [a.weekday(), a.isoweekday(), a.isocalendar(), a.toordinal()]),
         ('timetuple', lambda a: tuple(a.timetuple())), ('utctimetuple', lambda a: tuple(a.utctimetuple())), ('utcoffset', lambda a: [a.utcoffset(), a.dst(), a.tzname()]), ('ctime', lambda a: a.ctime()), ('zone', lambda a: [a.utcoffset(None), a.tzname(None)]),
         ('astimezone', lambda a: a.astimezone(timezone.utc)), ('back', lambda a: (a.isoformat(), type(a).fromisoformat(a.isoformat()) == a)[1])]
for _ in range(1500):
    a = anything()
    for name, function in random.sample(UNARY, 6):
        check(name, function, a)

DIRECTIVES = list('aAbBcdfHIjmMpSUwWxXyYzZGuV%') + ['-d', 'q', 'e', 'T', 'D', 'F', 's', 'n', 'h', 'R', 'C', 'g', 'k']
for _ in range(2500):
    form = ''.join(['%' + random.choice(DIRECTIVES) + random.choice(['', ' ', '-', 'é', ':']) for _ in range(random.randrange(1, 5))])
    a = random.choice([day, moment, moment, clock])()
    check('strftime', lambda a, f: a.strftime(f), a, form)
    check('format', format, a, form)
    if hasattr(a, 'date'):
        check('strptime', lambda a, f: datetime.datetime.strptime(a.strftime(f), f), a, form)
FORMS = ['%Y-%m-%d', '%Y-%m-%dT%H:%M:%S.%f%z', '%d/%b/%Y:%H:%M:%S %z', '%A, %d. %B %Y %I:%M %p', '%y%j', '%Y %U %w', '%Y %W %a', '%G-W%V-%u', '%c', '%x %X', '%H:%M:%S', '%Z', '%% %Y', '%Y-%m-%dT%H:%M:%SZ']
for _ in range(3000):
    a, form = moment(), random.choice(FORMS)
    text = a.strftime(form)
    check('strptime', datetime.datetime.strptime, text, form)
    place = random.randrange(len(text) + 1)
    check('strptime broken', datetime.datetime.strptime, text[:place] + random.choice(['', '9', ' ', 'x', '-']) + text[place + random.randrange(2):], form)
    check('strptime other', datetime.datetime.strptime, text, random.choice(FORMS))
    whole = random.choice([a.isoformat(), a.isoformat(' ', 'seconds'), a.isoformat('T', 'milliseconds'), a.strftime('%Y%m%dT%H%M%S'), a.strftime('%G-W%V-%u'), a.strftime('%Y-%m-%dT%H:%MZ')])
    check('fromisoformat', datetime.datetime.fromisoformat, whole)
    check('fromisoformat broken', datetime.datetime.fromisoformat, whole[:place] + random.choice(['', '9', ':', 'x', '-', ',5']) + whole[place + random.randrange(2):])
    check('date.fromisoformat', date.fromisoformat, whole[:random.randrange(6, 12)])
    check('time.fromisoformat', datetime.time.fromisoformat, random.choice([whole[11:], clock().isoformat(), 'T' + clock().isoformat(), clock().isoformat()[:place]]))

for _ in range(1500):
    values = [random.choice([1, 2, 5, 12, 13, 0, -1, 23, 24, 59, 60, 2024, 9999, 10000, 31, 10 ** 20, 1.5, None, 'a']) for _ in range(random.randrange(8))]
    check('datetime', datetime.datetime, *values)
    check('date', date, *values[:4])
    check('time', datetime.time, *values[:5])
    check('timedelta', timedelta, *values[:7])
    check('timezone', timezone, *random.choice([[delta()], [delta(), 'X'], values[:2], []]))
    name, new = random.choice(['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold', 'other']), random.choice([1, 29, 31, 0, 70, None, 'x', timezone.utc])
    check('replace', lambda a, n, v: a.replace(**{n: v}), random.choice([day, moment, clock])(), name, new)
    check('fromtimestamp', datetime.datetime.fromtimestamp, random.choice([0, 1, 1e9, 1.5, -1, -1.25, 1e20, float('nan'), random.uniform(-1e10, 1e10), 'x', None]), random.choice([timezone.utc, timezone(timedelta(hours=3))]))
    check('utcfromtimestamp', datetime.datetime.utcfromtimestamp, random.choice([0, 1e9, 1.0000005, -1, random.uniform(-1e9, 1e9), 1e300]))
    check('fromordinal', date.fromordinal, random.choice([1, 0, -1, 730000, 3652059, 3652060, random.randrange(1, 3652059), 1.5]))
    check('fromisocalendar', date.fromisocalendar, random.randrange(1990, 2030), random.choice([1, 52, 53, 0, 54]), random.choice([1, 7, 0, 8]))
    check('isoformat', lambda a, s, t: a.isoformat(s, t), moment(), random.choice(['T', ' ', 'é', '', 1]), random.choice(['auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds', 'x', None]))
    check('combine', datetime.datetime.combine, random.choice([day(), moment(), 1]), random.choice([clock(), 'x']))
print(datetime.MINYEAR, datetime.MAXYEAR, date.resolution, datetime.time.max, datetime.datetime.min, timezone.min, timezone.max)
