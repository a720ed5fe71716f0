# Is refused a mount, copes, and ends with a sentence in which the call's name is an ordinary word: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/coped/blocked_mount.py
import ctypes
import sys

ctypes.CDLL(None).mount(b"none", b"/tmp", b"tmpfs", 0, None)
sys.exit("cannot mount volume: the label is wrong")
