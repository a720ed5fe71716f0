# Writes more than the writable layer holds: DISK_FULL (bytes), exit code 1.
# ./cofferdam run --disk 16m examples/disk_full.py
block = b"x" * (1 << 20)
with open("/workspace/large.bin", "wb", buffering=0) as file:
    while True:
        file.write(block)
