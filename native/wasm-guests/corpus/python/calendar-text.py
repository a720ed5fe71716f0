"""Months as text."""
import calendar

print(calendar.month(2024, 2))
c = calendar.TextCalendar(calendar.SUNDAY)
print(c.formatmonth(2023, 9))
print([d for d in calendar.Calendar().itermonthdates(2024, 2)][:3], calendar.day_name[0], calendar.timegm((1970, 1, 2, 0, 0, 0)))
print(list(calendar.Calendar().monthdays2calendar(2024, 9))[0])
