# All byte values, control characters and invalid UTF-8 on stdout.
import sys

sys.stdout.buffer.write(bytes(range(256)))
sys.stdout.buffer.write(b"\n\xff\xfe\xc3( cut \xe2\x82")
sys.stdout.buffer.write(b"\x1b[31mred\x1b[0m \x07\r\n\0end")
