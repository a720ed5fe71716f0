# A child on a terminal of its own: isatty, control C, the end.
import os
import pty
import sys

script = "test -t 0 && echo terminal; stty size; trap 'echo interrupted; exit 7' INT; echo ready; read line"
pid, master = pty.fork()
if pid == 0:
    os.execvp("sh", ["sh", "-c", script])
data = b""
while b"ready" not in data:
    data += os.read(master, 1000)
os.write(master, b"\x03")
try:
    while chunk := os.read(master, 1000):
        data += chunk
except OSError as error:
    print(error.strerror)
print(data.decode().split(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
