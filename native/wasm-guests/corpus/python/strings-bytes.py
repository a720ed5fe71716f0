"""bytes, bytearray and memoryview."""

b = bytes(range(65, 75))
print(b, b.hex("-", 2), b[2:5], b[::-1], b.find(b"DE"), bytes.fromhex("de ad be ef"))
a = bytearray(b"hello")
a[0:1] = b"J"
a.extend(b" world")
a += b"!"
print(a, a.upper(), a.split(), len(a), 0x6C in a)
m = memoryview(a)
m[0] = ord("h")
print(bytes(m[:5]), m.nbytes, m.tolist()[:3], bytes(a))
print("naïve".encode("latin-1"), b"\xff\xfe".decode("utf-8", "replace"), "日".encode("utf-16-le"))
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e)
