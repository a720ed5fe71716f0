# Files on the writable layer are not memory: 100 MiB written with 64 MiB of memory, exit code 0.
# ./cofferdam run -m 64m --disk 128m examples/memory_file.py
block = b"x" * (1 << 20)
with open("/workspace/large.bin", "wb") as file:
    for _ in range(100):
        file.write(block)
print(file.name, "holds 100 MiB")
