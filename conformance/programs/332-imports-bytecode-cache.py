# Byte code files are written, used without their source, and ignored when unsafe.
import os
import py_compile
import shutil
import subprocess
import sys


def run(code):
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return result.stdout.strip() or result.stderr.strip().splitlines()[-1]


with open("thing.py", "w") as file:
    file.write("print('first')\n")
os.utime("thing.py", (10**9, 10**9))
print(run("import thing"), os.listdir("__pycache__"))
with open("thing.py", "w") as file:
    file.write("print('other')\n")
os.utime("thing.py", (10**9, 10**9))
print("same time and size:", run("import thing"))
py_compile.compile("thing.py", "bare.pyc", invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
os.remove("thing.py")
print("cache alone:", run("import thing"), "/", run("import bare"))
os.chmod("__pycache__", 0o500)
with open("second.py", "w") as file:
    file.write("print('second')\n")
print(run("import second"), sorted(os.listdir("__pycache__")))
os.chmod("__pycache__", 0o700)
shutil.rmtree("__pycache__")
