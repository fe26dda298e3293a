from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

paris, york = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
print(paris, repr(york), paris.key, ZoneInfo("UTC") is ZoneInfo("UTC"))
for at in [datetime(2024, 1, 15, 12), datetime(2024, 7, 15, 12), datetime(2050, 7, 1), datetime(1900, 1, 1), datetime(2024, 3, 31, 2, 30), datetime(2024, 10, 27, 2, 30)]:
    local = at.replace(tzinfo=paris)
    print(local, local.utcoffset(), local.tzname(), local.dst(), local.astimezone(timezone.utc), local.astimezone(york).isoformat())
ambiguous = datetime(2024, 11, 3, 1, 30, tzinfo=york)
print(ambiguous.isoformat(), ambiguous.replace(fold=1).isoformat(), (ambiguous.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(york).fold)
print(datetime(2024, 6, 1, tzinfo=timezone.utc).astimezone(ZoneInfo("Asia/Kolkata")), datetime(2024, 6, 1, tzinfo=timezone.utc).astimezone(ZoneInfo("Australia/Lord_Howe")))
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as e:
    print(e, isinstance(e, KeyError))
