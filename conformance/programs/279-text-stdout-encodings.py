# What stdout does with text under several environments.
import subprocess
import sys

code = "import sys; print(sys.stdout.encoding, sys.stdout.errors, ascii(sys.argv[1])); print('ü\\udcff')"
for environment in ({}, {"LANG": "C.UTF-8"}, {"LC_ALL": "C"}, {"PYTHONUTF8": "1"},
                    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                    {"PYTHONIOENCODING": "latin-1:backslashreplace"}):
    result = subprocess.run([sys.executable, "-c", code, "ü"], env=environment, capture_output=True)
    print(environment, result.returncode, result.stdout, result.stderr.splitlines()[-1:])
