# Output, input, exit codes and errors of subprocess.run.
import subprocess

print(subprocess.run(["echo", "one", "two"], capture_output=True, text=True).stdout)
print(subprocess.run(["cat"], input="through cat", capture_output=True, text=True).stdout)
print(subprocess.run(["sh", "-c", "echo out; echo err >&2; exit 3"], capture_output=True))
print([subprocess.run(["sh", "-c", f"exit {code}"]).returncode for code in (0, 1, 127, 255, 256)])
for arguments in (["absent-command"], ["./absent"], ["/usr"]):
    try:
        subprocess.run(arguments)
    except OSError as error:
        print(type(error).__name__, error.filename)
try:
    subprocess.run(["false"], check=True)
except subprocess.CalledProcessError as error:
    print(error)
