# SPDX-License-Identifier: Apache-2.0
from datetime import date, datetime, time, timedelta, timezone
moments = [datetime(2024, 1, 1), datetime(2024, 12, 30, 23, 5, 9, 45), datetime(1999, 12, 31, 12, 0, 0, tzinfo=timezone.utc), datetime(2021, 1, 3, 0, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30), 'NST')), datetime(5, 6, 7)]
for moment in moments:
    for letter in 'aAbBcdfHIjmMpSUwWxXyYzZGuV%':
        print(letter, moment.strftime('%' + letter), end='; ')
    print(f'{moment:%d.%m.%Y}', format(moment, ''), moment.strftime(''), moment.strftime('é %Y'))
print(date(2024, 5, 6).strftime('%Y-%m-%d %H:%M:%S %f %z'), time(5, 6).strftime('%H:%M %Y'), f'{time(1, 2):%I %p}')
