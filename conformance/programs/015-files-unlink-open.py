# An unlinked file lives until its last handle is closed.
import os

handle = os.open("gone", os.O_RDWR | os.O_CREAT, 0o600)
os.unlink("gone")
print(os.path.exists("gone"), os.fstat(handle).st_nlink)
os.write(handle, b"still here")
print(os.pread(handle, 100, 0), os.fstat(handle).st_size)
print(os.readlink(f"/proc/self/fd/{handle}").replace(os.getcwd(), "CWD"))
again = os.open(f"/proc/self/fd/{handle}", os.O_RDONLY)
print(os.read(again, 100))
