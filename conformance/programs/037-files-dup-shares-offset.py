# A dup shares the offset and the flags, a second open does not.
import fcntl
import os

with open("data", "w") as file:
    file.write("0123456789")
first = os.open("data", os.O_RDONLY)
twin, other = os.dup(first), os.open("data", os.O_RDONLY)
os.read(first, 4)
print("dup", os.read(twin, 3), "open", os.read(other, 3))
fcntl.fcntl(twin, fcntl.F_SETFL, os.O_NONBLOCK)
print([bool(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_NONBLOCK) for number in (first, twin, other)])
print(os.get_inheritable(first), os.get_inheritable(os.dup2(first, 50)), os.read(50, 9))
