# A zip archive: members, comments, tests, a password that is missing, appending.
import io
import os
import zipfile

with zipfile.ZipFile("archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in (("a.txt", b"text " * 1000), ("ü/世.txt", b"unicode"), ("empty/", b"")):
        info = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6))
        info.external_attr = 0o640 << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, data)
    archive.comment = b"a comment"
with zipfile.ZipFile("archive.zip", "a") as archive:
    archive.writestr(zipfile.ZipInfo("later", (2021, 1, 1, 0, 0, 0)), "appended")
with zipfile.ZipFile("archive.zip") as archive:
    print(archive.testzip(), archive.comment, archive.namelist())
    print([(i.file_size, i.compress_size, hex(i.CRC), i.date_time) for i in archive.infolist()][:2])
    archive.extractall("target")
    with archive.open("a.txt") as member:
        member.seek(2500)
        print(member.read(10))
print(sorted(os.listdir("target")), zipfile.is_zipfile("archive.zip"), oct(os.stat("target/a.txt").st_mode))
data = bytearray(open("archive.zip", "rb").read())
data[60] ^= 0xFF
try:
    print(zipfile.ZipFile(io.BytesIO(data)).testzip())
except Exception as error:
    print(type(error).__name__)
