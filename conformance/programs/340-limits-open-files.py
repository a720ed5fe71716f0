# RLIMIT_NOFILE bounds the numbers of handles.
import errno
import os
import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (40, 60))
handles = []
try:
    while True:
        handles.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error:
    print(errno.errorcode[error.errno], max(handles))
for label, call in (("pipe", os.pipe), ("dup2", lambda: os.dup2(0, 40)), ("listdir", lambda: os.listdir("."))):
    try:
        call()
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
print(os.open("/dev/null", os.O_RDONLY), os.dup2(0, 59))
resource.setrlimit(resource.RLIMIT_NOFILE, (10, 60))
print(os.read(handles[-1], 1))
