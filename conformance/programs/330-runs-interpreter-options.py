# Options of the interpreter: -c, -, -O, -W, -X, -I, -B, and scripts that are none.
import os
import subprocess
import sys


def run(*arguments, data=""):
    result = subprocess.run([sys.executable, *arguments], input=data, capture_output=True, text=True)
    last = result.stderr.replace(os.getcwd(), "CWD").strip().splitlines()[-1:]
    print(arguments, result.returncode, result.stdout.strip(), last)


run("-c", "import sys; print(sys.argv)", "one", "-x")
run("-", "argument", data="import sys; print(__name__, sys.argv, sys.path[0])")
run("-O", "-c", "assert False; print(__debug__)")
run("-W", "error", "-c", "import warnings; warnings.warn('w')")
run("-I", "-c", "import sys; print(sys.flags.isolated, '' in sys.path)")
run("-X", "utf8", "-c", "import sys; print(sys.flags.utf8_mode)")
run("-B", "-c", "import sys; print(sys.dont_write_bytecode)")
run("absent.py")
run("--nonsense")
run("-c", "import sys; print(sys.flags.safe_path)", "-P")
run(".")
