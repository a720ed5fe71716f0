# Writes of up to PIPE_BUF bytes to a pipe are whole; a bigger non-blocking one is partial.
import os
import select

reading, writing = os.pipe()
os.set_blocking(writing, False)
print("PIPE_BUF", select.PIPE_BUF)
os.write(writing, b"x" * (65536 - 1000))
try:
    os.write(writing, b"y" * 4096)
    print("took it")
except BlockingIOError:
    print("all or nothing")
os.read(reading, 65536)
print("partial", os.write(writing, b"z" * 100_000))
