# SIGCHLD for each way a child changes; with SIG_IGN no zombie is left.
import errno
import os
import signal
import time

seen = []
signal.signal(signal.SIGCHLD, lambda *_: seen.append("child"))
pid = os.fork()
if pid == 0:
    time.sleep(20)
for number, options in ((signal.SIGSTOP, os.WUNTRACED), (signal.SIGCONT, os.WCONTINUED), (signal.SIGKILL, 0)):
    os.kill(pid, number)
    os.waitpid(pid, options)
    time.sleep(0.05)
    print(number.name, len(seen))
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
if os.fork() == 0:
    os._exit(0)
try:
    os.wait()
except OSError as error:
    print(errno.errorcode[error.errno])
