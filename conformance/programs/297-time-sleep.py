# Sleeps last at least as long as asked, and not far longer.
import select
import time

for seconds in (0, 0.001, 0.05, 0.3):
    start = time.monotonic()
    time.sleep(seconds)
    passed = time.monotonic() - start
    print(seconds, passed >= seconds, passed < seconds + 2)
start = time.monotonic()
select.select([], [], [], 0.1)
select.poll().poll(100)
print(0.2 <= time.monotonic() - start < 3)
for value in (-1, float("nan")):
    try:
        time.sleep(value)
    except ValueError as error:
        print(error)
