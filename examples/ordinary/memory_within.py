# Uses half of its memory again and again and gives it back.
# ./cofferdam run examples/ordinary/memory_within.py
for _ in range(5):
    block = bytearray(b"x") * (48 << 20)
    del block
print("never too much")
