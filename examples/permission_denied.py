# Replaces a system program, which no mount option would allow (EACCES): PERMISSION_DENIED, exit code 1.
# ./cofferdam run examples/permission_denied.py
import os

with open(os.path.realpath("/usr/bin/python3"), "r+b") as program:
    program.write(b"#!/bin/sh\n")
