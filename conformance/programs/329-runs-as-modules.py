# Modules of the standard library as programs.
import subprocess
import sys

for arguments, data in (
    (["json.tool", "--compact"], '{"b": [1, 2], "a": null}'),
    (["base64", "-e"], "some text"),
    (["calendar", "2024", "2"], ""),
    (["ast"], "x = 1 + 2"),
    (["tokenize", "-e"], "x = 1\n"),
    (["this"], ""),
    (["absent_module"], ""),
):
    result = subprocess.run([sys.executable, "-m", *arguments], input=data, capture_output=True, text=True)
    print(arguments, result.returncode, result.stdout[:200], result.stderr.split(": ")[-1].strip())
