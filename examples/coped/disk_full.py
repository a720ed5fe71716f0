# Fills the disk, makes room again and fails for another reason: PROGRAM_ERROR, exit code 3.
# ./cofferdam run --disk 16m examples/coped/disk_full.py
import os
import sys

try:
    with open("/workspace/cache.bin", "wb", buffering=0) as cache:
        while True:
            cache.write(b"x" * (1 << 20))
except OSError:
    os.remove("/workspace/cache.bin")
print("checksum mismatch", file=sys.stderr)
sys.exit(3)
