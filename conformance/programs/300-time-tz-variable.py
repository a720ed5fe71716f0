# The TZ variable and tzset; the default zone of the machine.
import os
import time

for zone in ("UTC", "Europe/Berlin", "America/New_York", "XYZ-3:30", "EST5EDT,M3.2.0,M11.1.0", "Absent/Zone"):
    os.environ["TZ"] = zone
    time.tzset()
    print(zone, time.tzname, time.timezone, time.daylight, time.strftime("%H:%M %z", time.localtime(1_720_000_000)))
print(time.mktime((2024, 2, 30, 25, 61, 0, 0, 0, -1)), time.gmtime(0)[:6], time.gmtime(2**33).tm_year)
print(time.strptime("29 Feb 2024", "%d %b %Y").tm_yday, time.asctime(time.gmtime(10**9)))
