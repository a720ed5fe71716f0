# Signals to oneself, to a child, to nobody and to a number that is none.
import errno
import os
import signal
import time

child = os.fork()
if child == 0:
    time.sleep(20)
for label, pid, number in (("self 0", os.getpid(), 0), ("child 0", child, 0), ("absent", 99999999, 0),
                           ("bad number", child, 65), ("negative", child, -1), ("child 64", child, 64)):
    try:
        os.kill(pid, number)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
