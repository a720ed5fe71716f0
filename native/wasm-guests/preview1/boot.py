"""What a guest of preview 1 runs before the program: boot.py COMMAND FILENAME MODULE CWD COUNT FOLDER... ARGUMENT...

COUNT folders are where the program looks for modules first. It is never seen by the program.
"""

import sys

sys.path.insert(0, "/opt/cofferdam")

from _cofferdam import start  # noqa: E402

start.run(sys.argv[1:])
