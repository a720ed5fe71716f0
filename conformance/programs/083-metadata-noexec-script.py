# Running a script without the x bit, without a shebang, and with a bad one.
import errno
import os
import subprocess

for name, mode, text in (
    ("no-x", 0o644, "#!/bin/sh\necho ran\n"),
    ("with-x", 0o755, "#!/bin/sh\necho ran $0 $1\n"),
    ("no-shebang", 0o755, "echo ran\n"),
    ("bad-shebang", 0o755, "#!/absent/interpreter\n"),
    ("with-argument", 0o755, "#!/bin/echo one two\n"),
    ("empty", 0o755, ""),
    ("folder-shebang", 0o755, "#!/usr\n"),
):
    with open(name, "w") as file:
        file.write(text)
    os.chmod(name, mode)
    try:
        print(name, subprocess.run([f"./{name}", "x"], capture_output=True, text=True).stdout.strip())
    except OSError as error:
        print(name, errno.errorcode[error.errno])
