# A child that dies of a signal has its negative number as return code.
import signal
import subprocess

for name in ("SIGTERM", "SIGKILL", "SIGINT", "SIGHUP", "SIGUSR1", "SIGABRT", "SIGSEGV", "SIGPIPE", "SIGALRM"):
    with subprocess.Popen(["sleep", "20"]) as child:
        child.send_signal(getattr(signal, name))
        print(name, -child.wait() == getattr(signal, name))
print(subprocess.run(["sh", "-c", "kill -9 $$"]).returncode)
print(subprocess.run("sh -c 'kill -9 $$'; echo $?", shell=True, capture_output=True, text=True).stdout)
