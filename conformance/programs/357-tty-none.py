# Without a terminal: isatty, sizes, getpass, /dev/tty, termios.
import errno
import os
import shutil
import sys
import termios

print([os.isatty(number) for number in range(3)], sys.stdout.isatty(), shutil.get_terminal_size())
for label, call in (
    ("size", lambda: os.get_terminal_size(0)),
    ("attributes", lambda: termios.tcgetattr(0)),
    ("ttyname", lambda: os.ttyname(0)),
    ("/dev/tty", lambda: os.open("/dev/tty", os.O_RDWR)),
    ("foreground group", lambda: os.tcgetpgrp(0)),
    ("login", os.getlogin),
):
    try:
        call()
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
    except termios.error as error:
        print(label, errno.errorcode[error.args[0]])
print(os.ctermid(), os.environ.get("TERM"))
