# What exec refuses, and that the program then goes on.
import errno
import os

os.mkdir("folder")
programs = {"plain": b"x", "garbage": b"\x7fELF broken", "short": b"\x7fE",
            "dangling-shebang": b"#!./absent\n", "long-shebang": b"#!/" + b"x" * 300}
for name, data in programs.items():
    with open(name, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644 if name == "plain" else 0o755)
for path in ("absent", "folder", *programs, "plain/x"):
    try:
        os.execv(path, [path])
    except OSError as error:
        print(path, errno.errorcode[error.errno])
try:
    os.execvp("absent-command", ["x"])
except OSError as error:
    print("by PATH", errno.errorcode[error.errno])
