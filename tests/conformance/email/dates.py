import datetime
import email.utils
from email.utils import format_datetime, formatdate, mktime_tz, parsedate, parsedate_to_datetime, parsedate_tz

TEXTS = [
    "Fri, 09 Nov 2001 01:08:47 -0000", "Mon, 20 Nov 1995 19:12:08 -0500", "20 Nov 1995 19:12:08 GMT", "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Tue, 3 Jun 2008 11:05:30 +0530 (IST)", "Thu, 1 Jan 70 00:00 EST",
    "1 Feb 2020 10.20.30 PDT", "Wed,3 Jun 2008 11:05:30 Z", "", "  ", "nonsense", "1 2 3 4 5", "Feb 1, 2020 10:20:30 +0100",
    "Sat, 31 Dec 2022 23:59:60 +0000", "Mon, 1 March 2021 10:00:00 -0330", "2021-01-01T00:00:00", "Mon, 01 Foo 2021 10:00:00", "13 Apr 2021 10:00+0200",
]
for text in TEXTS:
    print(repr(text), parsedate_tz(text), parsedate(text))
    try:
        print(repr(parsedate_to_datetime(text)))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(formatdate(0), formatdate(1e9, usegmt=True), formatdate(1234567890.7))
moment = datetime.datetime(2024, 2, 29, 5, 6, 7, 8)
print(format_datetime(moment), format_datetime(moment.replace(tzinfo=datetime.timezone.utc), usegmt=True))
print(format_datetime(moment.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30)))))
try:
    format_datetime(moment, usegmt=True)
except ValueError as error:
    print(error)
print(mktime_tz(parsedate_tz("Mon, 20 Nov 1995 19:12:08 -0500")), email.utils.parsedate(None))
