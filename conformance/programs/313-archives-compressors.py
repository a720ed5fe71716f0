# gzip, bz2, lzma and zlib: round trips, sizes, damaged data.
import bz2
import gzip
import hashlib
import lzma
import zlib

data = b"".join(b"line %d of some text\n" % (number * 7919 % 1000) for number in range(20_000))
for name, pack, unpack in (
    ("gzip", lambda data: gzip.compress(data, mtime=0), gzip.decompress),
    ("bz2", bz2.compress, bz2.decompress),
    ("lzma", lambda data: lzma.compress(data, preset=1), lzma.decompress),
    ("zlib", zlib.compress, zlib.decompress),
):
    packed = pack(data)
    print(name, len(packed), hashlib.md5(packed).hexdigest(), unpack(packed) == data)
    for label, damaged in (("cut", packed[:-20]), ("changed", packed[:500] + b"xxxx" + packed[504:])):
        try:
            unpack(damaged)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
            print(name, label, type(error).__name__)
print(zlib.crc32(data), zlib.adler32(data))
