# Conversions between zones, gaps, folds and the old days.
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

moment = datetime(2024, 7, 1, 12, 0, tzinfo=timezone.utc)
for name in ("Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Etc/GMT+5", "UTC"):
    local = moment.astimezone(ZoneInfo(name))
    print(name, local.isoformat(), local.tzname(), local.dst())
berlin = ZoneInfo("Europe/Berlin")
for fold in (0, 1):
    print(datetime(2024, 10, 27, 2, 30, tzinfo=berlin, fold=fold).astimezone(timezone.utc))
gap = datetime(2024, 3, 31, 2, 30, tzinfo=berlin)
print(gap.astimezone(timezone.utc).astimezone(berlin), datetime(1890, 1, 1, tzinfo=berlin).utcoffset())
print(datetime(2050, 7, 1, tzinfo=berlin).utcoffset() == timedelta(hours=2))
try:
    ZoneInfo("Nowhere/Land")
except ZoneInfoNotFoundError as error:
    print(type(error).__name__)
