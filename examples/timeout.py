# Sleeps past its deadline; what it printed is kept: TIMEOUT (wall), exit code 124.
# ./cofferdam run --timeout 2s examples/timeout.py
import time

print("waiting for an answer that never comes")
time.sleep(3600)
