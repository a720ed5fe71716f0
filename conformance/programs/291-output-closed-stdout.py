# stdout is closed in the middle; print then fails, and the end is quiet.
import os
import sys

print("before", flush=True)
os.close(1)
try:
    print("lost", flush=True)
except OSError as error:
    print(error.strerror, file=sys.stderr)
    with open("seen.txt", "w") as file:
        file.write(f"{error.errno} as handle {file.fileno()}\n")
os._exit(6)
