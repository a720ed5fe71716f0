# A pseudo terminal: echo, line mode, signals, window size, raw mode.
import fcntl
import os
import pty
import signal
import struct
import termios
import tty

master, slave = pty.openpty()
print(os.isatty(master), os.isatty(slave), os.ttyname(slave).startswith("/dev/pts/"))
os.write(slave, b"out\n")
print(os.read(master, 100))
os.write(master, b"typo\x7fed\n")
print(os.read(slave, 100), os.read(master, 100))
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
print(os.get_terminal_size(master), struct.unpack("4H", fcntl.ioctl(slave, termios.TIOCGWINSZ, bytes(8))))
tty.setraw(slave)
os.write(master, b"\x03\x04raw\r")
print(os.read(slave, 100))
attributes = termios.tcgetattr(slave)
print(bool(attributes[3] & termios.ECHO), bool(attributes[3] & termios.ICANON), attributes[6][termios.VMIN])
os.close(slave)
try:
    print(os.read(master, 10))
except OSError as error:
    print(error.strerror)
