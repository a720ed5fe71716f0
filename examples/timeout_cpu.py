# Computes past its deadline, busy all the time: TIMEOUT (cpu), exit code 124.
# ./cofferdam run --timeout 2s examples/timeout_cpu.py
number = 0
while True:
    number += 1
