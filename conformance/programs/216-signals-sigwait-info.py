# sigwaitinfo and sigtimedwait tell who sent what.
import os
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2, signal.SIGCHLD])
os.kill(os.getpid(), signal.SIGUSR1)
info = signal.sigwaitinfo([signal.SIGUSR1])
print(info.si_signo, info.si_code, info.si_pid == os.getpid(), info.si_uid == os.getuid())
print(signal.sigtimedwait([signal.SIGUSR2], 0.05), signal.sigtimedwait([signal.SIGUSR2], 0))
if (pid := os.fork()) == 0:
    os.kill(os.getppid(), signal.SIGUSR2)
    os._exit(7)
info = signal.sigwaitinfo([signal.SIGUSR2])
print(info.si_signo, info.si_pid == pid)
info = signal.sigwaitinfo([signal.SIGCHLD])
print(info.si_pid == pid, info.si_status, info.si_code)
os.waitpid(pid, 0)
