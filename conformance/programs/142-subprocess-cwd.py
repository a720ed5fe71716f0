# The working folder of a child, and of its relative command.
import os
import subprocess

os.makedirs("place/inner")
with open("place/run", "w") as file:
    file.write("#!/bin/sh\nbasename $PWD\n")
os.chmod("place/run", 0o755)
print(subprocess.run(["./run"], cwd="place", capture_output=True, text=True).stdout)
print(subprocess.run(["../run"], cwd="place/inner", capture_output=True, text=True).stdout)
for folder in ("absent", "place/run"):
    try:
        subprocess.run(["true"], cwd=folder)
    except OSError as error:
        print(type(error).__name__, error.filename)
