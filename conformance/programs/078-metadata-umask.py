# How umask shapes new files, folders, fifos and sockets.
import os
import socket

for mask in (0o000, 0o022, 0o027, 0o077, 0o777):
    os.umask(mask)
    name = f"mask-{mask:03o}"
    os.close(os.open(f"{name}-file", os.O_CREAT | os.O_WRONLY, 0o666))
    os.mkdir(f"{name}-folder", 0o777)
    os.mkfifo(f"{name}-fifo", 0o666)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{name}-socket")
    print(name, *(f"{os.stat(f'{name}-{kind}').st_mode & 0o7777:03o}"
                  for kind in ("file", "folder", "fifo", "socket")))
    for kind in ("file", "fifo", "socket"):
        os.unlink(f"{name}-{kind}")
    os.rmdir(f"{name}-folder")
print(oct(os.umask(0o022)), oct(os.umask(0o7777)), oct(os.umask(0)))
