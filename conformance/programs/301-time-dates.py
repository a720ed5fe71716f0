# Dates: arithmetic, ISO weeks, parsing, limits, calendars.
import calendar
from datetime import date, datetime, timedelta, timezone

print(date(2024, 2, 29) + timedelta(days=366), date(2021, 1, 3).isocalendar(), date.fromisocalendar(2020, 53, 7))
print(datetime.fromisoformat("2024-05-06T07:08:09.123456+05:30").astimezone(timezone.utc))
print(datetime.max - datetime.min, timedelta(days=-1, microseconds=1), timedelta(hours=1) / 7)
print(datetime.fromtimestamp(-1.5, timezone.utc), datetime(2024, 1, 1).strftime("%a %j %U %G-W%V"))
print(calendar.month(2024, 2), calendar.monthrange(1900, 2), calendar.leapdays(1900, 2001))
for call in (lambda: date(2023, 2, 29), lambda: datetime.max + timedelta(days=1), lambda: date.fromisoformat("x")):
    try:
        call()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
