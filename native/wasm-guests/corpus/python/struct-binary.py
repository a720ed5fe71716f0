"""struct: packing, byte orders, a file header."""
import struct

packed = struct.pack("<IhB3s?d", 305419896, -2, 255, b"abc", True, 1.5)
print(packed.hex(), struct.unpack("<IhB3s?d", packed), struct.calcsize("<IhB3s?d"))
print(struct.pack(">H", 258), struct.pack("!f", 3.14).hex(), list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")))
header = struct.Struct(">4sHI")
buf = bytearray(12)
header.pack_into(buf, 2, b"COFF", 1, 99)
print(bytes(buf), header.unpack_from(buf, 2))
for bad in (lambda: struct.pack("B", 256), lambda: struct.unpack("<I", b"abc")):
    try:
        bad()
    except struct.error as e:
        print("struct.error", e)
