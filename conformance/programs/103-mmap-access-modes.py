# What each access mode allows, with read-only and read-write handles.
import errno
import mmap
import os

with open("data", "wb") as file:
    file.write(b"x" * 4096)
for flags in ("O_RDONLY", "O_RDWR", "O_WRONLY"):
    for access in ("ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"):
        handle = os.open("data", getattr(os, flags))
        try:
            memory = mmap.mmap(handle, 4096, access=getattr(mmap, access))
            memory[0] = 65
            print(flags, access, "written", os.pread(os.open("data", os.O_RDONLY), 1, 0))
        except OSError as error:
            print(flags, access, errno.errorcode[error.errno])
        except TypeError as error:
            print(flags, access, error)
        os.truncate("data", 0)
        os.truncate("data", 4096)
