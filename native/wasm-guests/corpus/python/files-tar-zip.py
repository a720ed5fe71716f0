"""Archives in memory and on disk."""
import io
import tarfile
import zipfile

buf = io.BytesIO()
with zipfile.ZipFile(buf, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a.txt", "hello " * 50)
    z.writestr(zipfile.ZipInfo("dir/b.txt", (2024, 1, 2, 3, 4, 6)), b"b")
with zipfile.ZipFile(buf) as z:
    print(z.namelist(), z.read("a.txt")[:6], z.getinfo("dir/b.txt").date_time, z.testzip(), z.getinfo("a.txt").compress_size < 50)
with tarfile.open("x.tar.gz", "w:gz") as t:
    info = tarfile.TarInfo("n.txt")
    info.size = 3
    t.addfile(info, io.BytesIO(b"abc"))
with tarfile.open("x.tar.gz") as t:
    print(t.getnames(), t.extractfile("n.txt").read())
try:
    zipfile.ZipFile(io.BytesIO(b"junk"))
except zipfile.BadZipFile as e:
    print(e)
