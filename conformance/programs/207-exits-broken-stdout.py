# Flushing into a closed stdout at the end gives 120.
import subprocess
import sys

for code in ("print('x')", "import sys; sys.stdout.write('x'); sys.exit(5)"):
    with open("/dev/full", "w") as full:
        result = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=-1, env={})
    print(result.returncode, result.stderr.decode().strip().splitlines()[-1])
