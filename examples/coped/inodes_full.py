# Makes as many files as there is room for, and fails by its own exception: PROGRAM_ERROR, exit code 1.
# ./cofferdam run --disk 16m examples/coped/inodes_full.py
import itertools
import os

try:
    for number in itertools.count():
        os.close(os.open(f"/workspace/{number}", os.O_CREAT | os.O_WRONLY))
except OSError:
    pass
print({"a17": 3}["b42"])
