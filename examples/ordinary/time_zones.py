# Computes with time zones and with random numbers.
# ./cofferdam run examples/ordinary/time_zones.py
import datetime
import secrets
import zoneinfo

noon = datetime.datetime(2026, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
assert noon.astimezone(zoneinfo.ZoneInfo("Asia/Tokyo")).hour == 19
print(noon.isoformat(), len(secrets.token_hex(16)))
