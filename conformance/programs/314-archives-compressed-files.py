# Compressed files, read and written by this program and by gzip and tar.
import gzip
import lzma
import os
import shutil
import subprocess
import tarfile

with gzip.GzipFile("one.gz", "w", mtime=0) as file:
    file.write(b"first ")
with gzip.GzipFile("one.gz", "a", mtime=0) as file:
    file.write(b"second")
print(subprocess.run(["gzip", "-dc", "one.gz"], capture_output=True).stdout)
subprocess.run("printf 'by the tool' | gzip -nc > two.gz", shell=True, check=True)
with gzip.open("two.gz", "rt") as file:
    print(file.read())
with lzma.open("three.xz", "wt", preset=0) as file:
    file.writelines(f"{number}\n" for number in range(1000))
with lzma.open("three.xz") as file:
    file.seek(3000)
    print(file.readline(), file.readline())
os.mkdir("folder")
for name in ("one.gz", "two.gz"):
    shutil.copy(name, "folder")
pack = "tar --sort=name --mtime=@0 --owner=0 --group=0 -cf - folder | gzip -n > all.tar.gz"
subprocess.run(pack, shell=True, check=True)
with tarfile.open("all.tar.gz") as archive:
    print(archive.getnames())
print(subprocess.run(["tar", "tf", "all.tar.gz"], capture_output=True, text=True).stdout.split())
