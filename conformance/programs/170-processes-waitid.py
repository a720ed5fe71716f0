# waitid tells how a child ended, and can leave it waitable.
import os
import signal

for act in (lambda: os._exit(5), lambda: os.kill(os.getpid(), signal.SIGUSR1)):
    if (pid := os.fork()) == 0:
        act()
    for flags in (os.WEXITED | os.WNOWAIT, os.WEXITED):
        info = os.waitid(os.P_PID, pid, flags)
        print(info.si_pid == pid, info.si_uid == os.getuid(), info.si_signo == signal.SIGCHLD,
              info.si_status, info.si_code == (os.CLD_EXITED if info.si_status == 5 else os.CLD_KILLED))
    try:
        os.waitid(os.P_PID, pid, os.WEXITED)
    except ChildProcessError as error:
        print(type(error).__name__)
