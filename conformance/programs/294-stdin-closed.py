# Standard input closed: new files take its number, children have none.
import os
import subprocess
import sys

os.close(0)
try:
    sys.stdin.read()
except OSError as error:
    print(error.strerror)
handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
print(handle, os.get_inheritable(handle))
print(subprocess.run(["sh", "-c", "cat; echo $?"], capture_output=True, text=True).stdout)
os.close(0)
code = "import sys; print(sys.stdin)"
print(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout)
