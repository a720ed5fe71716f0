# Takes memory step by step until the kernel kills it: MEMORY_EXHAUSTED, exit code 137.
# ./cofferdam run -m 128m --json examples/memory_bomb.py
held = []
while True:
    held.append(bytearray(b"x") * (8 << 20))
    print(f"{len(held) * 8} MiB", flush=True)
