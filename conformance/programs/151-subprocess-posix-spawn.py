# posix_spawn with file actions, signal masks and a missing program.
import os
import signal

actions = [
    (os.POSIX_SPAWN_OPEN, 1, "out.txt", os.O_WRONLY | os.O_CREAT, 0o644),
    (os.POSIX_SPAWN_DUP2, 1, 2),
    (os.POSIX_SPAWN_CLOSE, 0),
]
script = "echo out; echo err >&2; exit 9"
pid = os.posix_spawn("/bin/sh", ["sh", "-c", script], {"PATH": "/usr/bin:/bin"},
                     file_actions=actions, setpgroup=0, setsigmask=[signal.SIGUSR1])
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), open("out.txt").read().split())
try:
    os.posix_spawn("/absent", ["absent"], {})
except OSError as error:
    print(type(error).__name__)
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 6"), os.system("exit 5") >> 8)
