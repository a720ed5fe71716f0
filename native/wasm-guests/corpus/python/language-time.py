"""time: formats, structures, monotonic clocks."""
import time

t = time.gmtime(86400 * 365)
print(time.strftime("%Y-%m-%d %H:%M:%S %a %j", t), t.tm_wday, t.tm_yday, time.asctime(t), time.strptime("2024-02-29", "%Y-%m-%d").tm_yday)
a = time.perf_counter()
time.sleep(0.01)
b = time.perf_counter()
print(0.009 < b - a < 5, time.monotonic() >= 0, time.time() > 1.7e9, time.time_ns() > 1.7e18, time.process_time() >= 0)
print(time.localtime(0)[:6] == time.gmtime(0)[:6], time.tzname[0])
