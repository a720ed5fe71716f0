# A named pipe between two processes, and a non-blocking open of one.
import errno
import os
import stat

os.mkfifo("fifo", 0o600)
print(stat.filemode(os.stat("fifo").st_mode))
try:
    os.open("fifo", os.O_WRONLY | os.O_NONBLOCK)
except OSError as error:
    print("no reader", errno.errorcode[error.errno])
pid = os.fork()
if pid == 0:
    with open("fifo", "w") as file:
        file.write("through the fifo")
    os._exit(0)
with open("fifo") as file:
    print(file.read())
os.waitpid(pid, 0)
reading = os.open("fifo", os.O_RDONLY | os.O_NONBLOCK)
print("no writer", os.read(reading, 10))
os.remove("fifo")
