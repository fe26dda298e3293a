# SPDX-License-Identifier: Apache-2.0
# Dates: parse, format, add and compare.
from datetime import datetime, timedelta, timezone


def main():
    start = datetime(2024, 1, 1, tzinfo=timezone.utc)
    total = 0
    latest = None
    for number in range(15000):
        moment = start + timedelta(minutes=number * 7, seconds=number % 60)
        text = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        parsed = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
        if latest is None or parsed > latest:
            latest = parsed
        age = parsed - start
        total += age.days * 3 + age.seconds + parsed.weekday() + len(moment.isoformat())
        total += int(datetime.fromisoformat("2024-05-06T07:08:09+00:00").timestamp()) % 1000
        if age < timedelta(days=30):
            total += 1
    print(total, latest.isoformat(), (latest - start).total_seconds())


main()
