# A child with stdin, stdout or stderr closed.
import subprocess
import sys

streams = "(sys.stdin, sys.stdout, sys.stderr)"
code = f"import sys; print([s is not None for s in {streams}], file=open('seen', 'w'))"
for redirection in ("", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
    arguments = ["sh", "-c", f'"$0" -c "$1" {redirection}', sys.executable, code]
    result = subprocess.run(arguments, capture_output=True)
    print(redirection or "all open", result.returncode, open("seen").read().strip())
print(subprocess.run(["sh", "-c", "cat <&-"], capture_output=True).returncode)
