# A line at a time with a child that answers.
import subprocess
import sys

code = "import sys\nfor line in sys.stdin: print(line.strip().upper(), flush=True)"
with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True, bufsize=1) as child:
    for word in ("one", "two", "grün"):
        child.stdin.write(word + "\n")
        print(child.stdout.readline().strip())
    child.stdin.close()
    print(repr(child.stdout.read()), child.wait())
