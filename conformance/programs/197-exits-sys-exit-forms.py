# The exit code of each form of leaving.
import subprocess
import sys

for code in ("pass", "import sys; sys.exit()", "import sys; sys.exit(7)", "import sys; sys.exit('text')",
             "import sys; sys.exit(256)", "import sys; sys.exit(-1)", "import sys; sys.exit((1, 2))",
             "import sys; sys.exit(2.5)", "import sys; sys.exit(True)", "raise SystemExit(9)", "1 / 0",
             "import os; os._exit(11)", "import os; os.abort()", "raise KeyboardInterrupt", "quit(3)",
             "try:\n 1 / 0\nfinally:\n import os; os._exit(4)", "def f(:", "import sys; sys.exit(10**30)"):
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    last = result.stderr.strip().splitlines()[-1:] or ["-"]
    print(repr(code), result.returncode, last[0])
