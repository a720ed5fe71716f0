# A program that runs cannot be opened for writing, one opened for writing cannot be run.
import errno
import os
import shutil
import subprocess

shutil.copy("/bin/sleep", "nap")
running = subprocess.Popen(["./nap", "20"])
try:
    os.open("nap", os.O_WRONLY)
    print("opened for writing")
except OSError as error:
    print("write:", errno.errorcode[error.errno])
running.kill()
running.wait()
writer = os.open("nap", os.O_WRONLY)
try:
    print("ran", subprocess.run(["./nap", "0"]).returncode)
except OSError as error:
    print("run:", errno.errorcode[error.errno])
os.close(writer)
os.remove("nap")
