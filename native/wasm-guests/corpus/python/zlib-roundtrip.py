"""zlib and gzip: levels, streams, checksums, damaged data."""
import zlib
import gzip
import io

data = b"to be or not to be " * 100
for level in (1, 9):
    packed = zlib.compress(data, level)
    print(len(packed) < 100, zlib.decompress(packed) == data)
c = zlib.compressobj()
stream = c.compress(data[:500]) + c.flush(zlib.Z_SYNC_FLUSH) + c.compress(data[500:]) + c.flush()
d = zlib.decompressobj()
print(d.decompress(stream, 100)[:20], len(d.unconsumed_tail) > 0, zlib.crc32(data), zlib.adler32(data))
buf = io.BytesIO()
with gzip.GzipFile(fileobj=buf, mode="w", mtime=0) as f:
    f.write(data)
print(gzip.decompress(buf.getvalue()) == data, buf.getvalue()[:4])
try:
    zlib.decompress(b"not compressed")
except zlib.error as e:
    print(e)
