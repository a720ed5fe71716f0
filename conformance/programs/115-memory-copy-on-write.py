# Three children share a block of the parent; their own writes stay their own.
import os

block = bytearray(b"p" * (16 << 20))
children = []
for number in range(3):
    if (pid := os.fork()) == 0:
        before = block.count(b"p")
        block[: 1 << 20] = bytes([65 + number]) * (1 << 20)
        os._exit(0 if before == 16 << 20 and block[0] == 65 + number else 1)
    children.append(pid)
print([os.waitpid(pid, 0)[1] for pid in children], block.count(b"p") == len(block))
