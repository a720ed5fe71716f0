# statx by ctypes: which fields the kernel says it filled.
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
open("file", "w").close()
buffer = (ctypes.c_uint32 * 64)()
for label, path, flags, mask in (
    ("basic", b"file", 0, 0x7FF),
    ("birth", b"file", 0, 0x800),
    ("none", b"file", 0, 0),
    ("reserved", b"file", 0, 0x80000000),
    ("absent", b"absent", 0, 0x7FF),
    ("empty path", b"", 0x1000, 0x7FF),
):
    result = libc.statx(-100, path, flags, mask, buffer)
    print(label, hex(buffer[0] & mask) if result == 0 else errno.errorcode[ctypes.get_errno()])
