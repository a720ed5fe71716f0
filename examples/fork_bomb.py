# Forks as fast as it can, is refused (EAGAIN) and goes on until its time is over: PROCESS_LIMIT, exit code 124.
# ./cofferdam run -m 512m --timeout 5s examples/fork_bomb.py
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
