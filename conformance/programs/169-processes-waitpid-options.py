# waitpid with WNOHANG, groups, no children and a stranger.
import errno
import os
import time


def attempt(label, *arguments):
    try:
        print(label, os.waitpid(*arguments)[0])
    except OSError as error:
        print(label, errno.errorcode[error.errno])


attempt("no children", -1, 0)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    time.sleep(20)
attempt("WNOHANG", child, os.WNOHANG)
attempt("init is not my child", os.getppid() or 99999, 0)
while os.getpgid(child) != child:
    time.sleep(0.01)
attempt("own group", 0, os.WNOHANG)
attempt("its group", -child, os.WNOHANG)
attempt("bad options", child, 0x1234)
os.kill(child, 9)
print(os.waitpid(-child, 0)[0] == child)
attempt("waited already", child, 0)
