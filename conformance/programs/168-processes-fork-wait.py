# fork, wait and what each way to end a child leaves in its status.
import os
import signal
import sys


def ended(act):
    pid = os.fork()
    if pid == 0:
        act()
        os._exit(99)
    waited, status = os.waitpid(pid, 0)
    kind = "exit" if os.WIFEXITED(status) else "signal"
    value = os.WEXITSTATUS(status) if kind == "exit" else signal.Signals(os.WTERMSIG(status)).name
    print(waited == pid, kind, value, os.WCOREDUMP(status), os.waitstatus_to_exitcode(status))


ended(lambda: os._exit(0))
ended(lambda: os._exit(300))
ended(lambda: os._exit(-1))
ended(lambda: os.kill(os.getpid(), signal.SIGKILL))
ended(lambda: os.kill(os.getpid(), signal.SIGTERM))
ended(lambda: os.execv("/bin/sh", ["sh", "-c", "exit 6"]))
ended(lambda: os.kill(os.getpid(), signal.SIGCHLD))
sys.exit(0)
