"""Processes: natively they run, on wasm they are an OSError."""
import subprocess
import sys

try:
    print(subprocess.run(["echo", "hi"], capture_output=True, text=True).stdout.strip())
except OSError as e:
    print("OSError:", e.strerror)
