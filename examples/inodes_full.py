# Makes more files than the writable layer has inodes, long before its bytes are used: DISK_FULL (inodes), exit code 1.
# ./cofferdam run --disk 16m examples/inodes_full.py
import itertools
import os

os.mkdir("/workspace/many")
for number in itertools.count():
    os.close(os.open(f"/workspace/many/{number}", os.O_CREAT | os.O_WRONLY))
