# execve keeps the pid, the folder, the mask and ignored signals; handlers and close-on-exec go.
import os
import signal
import sys

code = """
import os, signal, sys
print(str(os.getpid()) == sys.argv[1], os.path.basename(os.getcwd()), os.environ.get("ONLY"))
print(signal.getsignal(signal.SIGUSR1).name, signal.getsignal(signal.SIGUSR2).name)
print([s.name for s in signal.pthread_sigmask(signal.SIG_BLOCK, [])])
print([os.path.exists(f"/proc/self/fd/{n}") for n in sys.argv[2:]])
print(signal.getitimer(signal.ITIMER_REAL)[0] > 0)
"""
os.mkdir("place")
os.chdir("place")
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.signal(signal.SIGUSR2, lambda *_: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
signal.setitimer(signal.ITIMER_REAL, 50)
closing, staying = os.open("/dev/null", os.O_RDONLY), os.open("/dev/null", os.O_RDONLY)
os.set_inheritable(staying, True)
arguments = [sys.executable, "-c", code, str(os.getpid()), str(closing), str(staying)]
os.execve(sys.executable, arguments, {"ONLY": "this", "LC_ALL": "C.UTF-8"})
