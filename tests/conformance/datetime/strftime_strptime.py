# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, date, timezone, timedelta
d = datetime(2024, 2, 9, 3, 4, 5, 67)
for code in 'aAbBcdfHIjmMpSUwWxXyYzZ%':
    print(code, [d.strftime('%' + code)])
print(d.strftime('%Y-%m-%dT%H:%M:%S.%fZ'), d.strftime('text only'), d.strftime(''), d.strftime('%d/%m/%y %I:%M %p'), f'{d:%Y-%m-%d}', '{:%H:%M}'.format(d), date(2024, 2, 9).strftime('%A %d. %B'), d.replace(tzinfo=timezone(timedelta(hours=2))).strftime('%z %Z'))
cases = [('2024-02-09', '%Y-%m-%d'), ('2024-02-09T03:04:05.678901Z', '%Y-%m-%dT%H:%M:%S.%fZ'), ('9 Feb 2024', '%d %b %Y'), ('Friday, February 9, 2024 3:04 PM', '%A, %B %d, %Y %I:%M %p'), ('12:30:59.5', '%H:%M:%S.%f'), ('24 040', '%y %j'), ('2024-02-09 +0530', '%Y-%m-%d %z'),
         ('2024-02-09Z', '%Y-%m-%d%z'), ('68 01 01', '%y %m %d'), ('69 01 01', '%y %m %d'), ('100%', '100%%'), ('  2024', '%Y'), ('2024-2-9', '%Y-%m-%d'), ('Fri Feb  9 03:04:05 2024', '%c'), ('fri feb 9', '%a %b %d')]
for text, form in cases:
    try:
        print(text, '->', repr(datetime.strptime(text, form)))
    except ValueError as error:
        print(error)
for text, form in [('x', '%Y'), ('2024-13-01', '%Y-%m-%d'), ('2023-02-29', '%Y-%m-%d'), ('2024-01-01x', '%Y-%m-%d'), ('2024', '%Y-%m'), ('24:00', '%H:%M'), ('1', '%Q'), ('', '%Y'), ('2024', '%'), ('12 XM', '%I %p')]:
    try:
        print(datetime.strptime(text, form))
    except ValueError as error:
        print(error)
