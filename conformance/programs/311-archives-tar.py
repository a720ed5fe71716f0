# A tar archive with links, modes, long names and a path that climbs out.
import io
import os
import tarfile

os.makedirs("source/sub")
for name in ("a.txt", "sub/b.sh", "sub/" + "l" * 150):
    with open(f"source/{name}", "w") as file:
        file.write(name * 10)
os.chmod("source/sub/b.sh", 0o755)
os.symlink("a.txt", "source/link")
os.link("source/a.txt", "source/zz-hard")


def plain(info):
    info.mtime, info.uid, info.gid, info.uname, info.gname = 10**9, 0, 0, "", ""
    return info


with tarfile.open("archive.tar", "w") as archive:
    archive.add("source", filter=plain)
with tarfile.open("archive.tar") as archive:
    for member in archive:
        print(member.name[:30], member.type, oct(member.mode), member.size, member.linkname)
    archive.extractall("target")
print(sorted(os.listdir("target/source")), os.stat("target/source/a.txt").st_nlink)
with tarfile.open("climbing.tar", "w") as archive:
    archive.addfile(tarfile.TarInfo("../outside"), io.BytesIO())
with tarfile.open("climbing.tar") as archive:
    archive.extractall("target")
print(os.path.exists("outside"), os.path.getsize("archive.tar"))
