# Process groups: made, joined, left, refused.
import errno
import os
import signal

leader, other = os.fork(), None
if leader == 0:
    signal.pause()
os.setpgid(leader, leader)
other = os.fork()
if other == 0:
    signal.pause()
os.setpgid(other, leader)
print(os.getpgid(leader) == os.getpgid(other) == leader, os.getpgid(0) == os.getpgrp())
for label, call in (
    ("into an absent group", lambda: os.setpgid(other, 99999999)),
    ("of a stranger", lambda: os.setpgid(99999999, 0)),
    ("negative", lambda: os.setpgid(0, -1)),
    ("group of absent", lambda: os.getpgid(99999999)),
    ("kill absent group", lambda: os.killpg(99999999, 9)),
    ("new session as leader", lambda: os.killpg(leader, 0)),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
os.killpg(leader, signal.SIGTERM)
print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in (leader, other)])
