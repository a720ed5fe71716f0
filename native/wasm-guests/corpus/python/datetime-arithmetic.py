"""Dates: differences, weekdays, month ends, ISO forms."""
from datetime import date, datetime, timedelta, time
import calendar

d = date(2024, 2, 28)
print(d + timedelta(days=2), d.replace(year=2023) + timedelta(2), (date(2025, 1, 1) - d).days, d.isocalendar(), d.weekday())
print(date.fromisoformat("2024-12-30").isocalendar().week, calendar.monthrange(2023, 2), calendar.isleap(1900))
dt = datetime(2024, 3, 10, 23, 59, 59, 999999)
print(dt + timedelta(microseconds=1), dt.isoformat(timespec="milliseconds"), dt.timetuple().tm_yday, dt.time() > time(12))
print(timedelta(hours=-1), timedelta(days=1.5), timedelta(weeks=1, seconds=3661) // timedelta(minutes=1), abs(timedelta(-1)))
print(datetime.strptime("05/Mar/2023:14:22:01", "%d/%b/%Y:%H:%M:%S"), f"{dt:%j %U %p %I}")
for bad in ((2023, 2, 29), (2023, 13, 1)):
    try:
        date(*bad)
    except ValueError as e:
        print("ValueError")
