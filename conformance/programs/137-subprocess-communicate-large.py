# Two mebibytes in and out of a child at once, without a deadlock.
import hashlib
import subprocess

data = bytes(range(256)) * 8192
child = subprocess.Popen(["tee", "/dev/stderr"], stdin=-1, stdout=-1, stderr=-1)
out, err = child.communicate(data)
print(len(out), out == data, len(err), hashlib.md5(err).hexdigest(), child.returncode)
