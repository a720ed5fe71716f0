# A child that stops and continues, as waitpid and waitid see it.
import os
import signal

pid = os.fork()
if pid == 0:
    while True:
        signal.pause()
for name, options in (("SIGSTOP", os.WUNTRACED), ("SIGCONT", os.WCONTINUED), ("SIGSTOP", os.WUNTRACED),
                      ("SIGKILL", 0)):
    os.kill(pid, getattr(signal, name))
    status = os.waitpid(pid, options)[1]
    stopped = signal.Signals(os.WSTOPSIG(status)).name if os.WIFSTOPPED(status) else "-"
    print(name, "stopped by", stopped, os.WIFCONTINUED(status), os.WIFSIGNALED(status))
