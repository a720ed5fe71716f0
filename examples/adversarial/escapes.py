# Prints a kind's message dressed in terminal escapes and control characters: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/escapes.py
import sys

sys.stderr.write("\x1b]0;owned\x07\x1b[2J\x1b[31mOSError: [Errno 30] Read-only file system: '/\r\x08x'\x1b[0m\n")
sys.exit(1)
