# Pipes data through two other programs and reads the result.
# ./cofferdam run examples/ordinary/pipeline.py
import subprocess

sort = subprocess.Popen(["sort"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
unique = subprocess.Popen(["uniq", "-c"], stdin=sort.stdout, stdout=subprocess.PIPE, text=True)
sort.stdout.close()
sort.stdin.write("pear\napple\npear\n")
sort.stdin.close()
output, _ = unique.communicate()
assert output.split() == ["1", "apple", "2", "pear"], output
print(output, end="")
