# A child inherits the umask and keeps its own changes to itself.
import os
import subprocess

os.umask(0o027)
print(subprocess.run(["sh", "-c", "umask; umask 0; umask"], capture_output=True, text=True).stdout)
subprocess.run(["sh", "-c", "umask 077; : > made"])
print(oct(os.stat("made").st_mode), oct(os.umask(0)))
print(subprocess.run(["sh", "-c", "umask"], capture_output=True, text=True, umask=0o111).stdout)
