# start_new_session and process_group put a child where they should.
import os
import subprocess
import sys

code = """
import os, sys
print([number == os.getpid() for number in (os.getsid(0), os.getpgid(0))], os.getppid() == int(sys.argv[1]))
"""
for options in ({}, {"start_new_session": True}, {"process_group": 0}):
    arguments = [sys.executable, "-c", code, str(os.getpid())]
    print(options, subprocess.run(arguments, capture_output=True, text=True, **options).stdout.strip())
with subprocess.Popen(["sh", "-c", "sleep 20 & sleep 20 & wait"], start_new_session=True) as child:
    os.killpg(child.pid, 15)
    print(child.wait())
