# Five mebibytes in one write call.
import os

data = b"".join(b"%07d\n" % number for number in range(5 * 131072))
written = 0
while written < len(data):
    written += os.write(1, data[written:])
