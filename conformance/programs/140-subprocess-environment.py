# The environment of a child: inherited, replaced, empty, with odd values.
import os
import subprocess

os.environ["CONFORMANCE"] = "inherited"
print(subprocess.run(["sh", "-c", "echo $CONFORMANCE"], capture_output=True, text=True).stdout)
odd = {"A": "1", "EMPTY": "", "EQUALS": "a=b=c", "ÜMLAUT": "grün", "LINES": "one\ntwo", "LONG": "x" * 100_000}
out = subprocess.run(["/usr/bin/env", "-0"], env=odd, capture_output=True).stdout
pairs = [part.partition(b"=") for part in out.split(b"\0") if part]
print(sorted((name, len(value)) for name, _, value in pairs))
print(subprocess.run(["/usr/bin/env"], env={}, capture_output=True).stdout)
del os.environ["CONFORMANCE"]
print(subprocess.run(["sh", "-c", "echo [$CONFORMANCE]"], capture_output=True, text=True).stdout)
try:
    subprocess.run(["true"], env={"A=B": "x"})
except ValueError as error:
    print(error)
