# A handler of SIGSEGV by faulthandler's own stack; the default comes after it.
import os
import signal
import subprocess
import sys

code = """
import faulthandler, signal, os, sys
signal.signal(signal.SIGUSR1, lambda *_: print("handled"))
faulthandler.enable(file=open("trace.txt", "w"))
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGSEGV)
print("after")
"""
result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
print(result.returncode, result.stdout, open("trace.txt").readline().strip())
os.remove("trace.txt")
