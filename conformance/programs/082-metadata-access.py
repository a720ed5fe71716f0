# os.access with real and effective ids, and on odd paths.
import os

open("plain", "w").close()
os.chmod("plain", 0o640)
os.symlink("absent", "dangling")
for path in ("plain", ".", "absent", "dangling", "/usr/bin/python3", "/etc/passwd", "/usr", "/dev/null"):
    bits = [os.access(path, bit) for bit in (os.F_OK, os.R_OK, os.W_OK, os.X_OK)]
    print(path, bits, [os.access(path, bit, effective_ids=True) for bit in (os.F_OK, os.W_OK)])
