"""Time zones from zoneinfo, over changes to summer time."""
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

berlin, york = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
for moment in (datetime(2024, 3, 31, 0, 30, tzinfo=timezone.utc), datetime(2024, 3, 31, 1, 30, tzinfo=timezone.utc)):
    print(moment.astimezone(berlin), moment.astimezone(york), moment.astimezone(berlin).tzname())
print(datetime(2024, 10, 27, 2, 30, fold=0, tzinfo=berlin).utcoffset(), datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=berlin).utcoffset())
tokyo = datetime(2024, 1, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
print(tokyo.astimezone(timezone.utc), tokyo == datetime(2024, 1, 1, tzinfo=timezone.utc), timezone(timedelta(hours=5, minutes=30)))
print(datetime.fromtimestamp(0, timezone.utc), datetime.fromisoformat("2024-01-01T00:00:00+05:30").timestamp())
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as e:
    print(e)
