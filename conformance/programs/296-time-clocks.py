# Clocks: they go on, do not go back, and agree with each other.
import time

clocks = [time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_BOOTTIME, time.CLOCK_MONOTONIC_RAW,
          time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID]
for clock in clocks:
    values = [time.clock_gettime_ns(clock) for _ in range(10_000)]
    print(clock, values == sorted(values), values[-1] > values[0], time.clock_getres(clock) <= 0.01)
print(abs(time.time() - time.clock_gettime(time.CLOCK_REALTIME)) < 1, time.time() > 1_700_000_000)
print(abs(time.monotonic() - time.perf_counter()) < 1, time.get_clock_info("monotonic").monotonic)
for clock in (time.CLOCK_REALTIME, 99):
    try:
        time.clock_settime(clock, 1.0)
    except OSError as error:
        print(error.strerror)
