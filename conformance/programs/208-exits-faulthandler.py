# faulthandler prints a traceback at a fault, at a signal and after a time.
import subprocess
import sys

for code in ("faulthandler.enable(); ctypes.string_at(0)",
             "faulthandler.enable(); os.abort()",
             "faulthandler.register(signal.SIGUSR1); os.kill(os.getpid(), 10)",
             "faulthandler.dump_traceback_later(0.1, exit=True); time.sleep(9)"):
    code = "import faulthandler, ctypes, os, signal, time; " + code
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    first = next(line for line in result.stderr.splitlines() if line)
    print(result.returncode, first.split(" (")[0].split(" 0x")[0])
