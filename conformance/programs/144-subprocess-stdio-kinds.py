# stdin and stdout as files, devices and each other.
import subprocess

with open("input", "w") as file:
    file.write("c\na\nb\n")
with open("input") as source, open("output", "w") as target:
    print(subprocess.run(["sort"], stdin=source, stdout=target).returncode)
print(open("output").read().split())
print(subprocess.run(["cat"], stdin=subprocess.DEVNULL, capture_output=True).stdout)
both = subprocess.run(["sh", "-c", "echo 1; echo 2 >&2; echo 3"], stdout=-1, stderr=subprocess.STDOUT)
print(both.stdout, both.stderr)
with open("output", "a") as target:
    subprocess.run(["echo", "more"], stdout=target)
print(open("output").read().split())
print(subprocess.run(["sh", "-c", "echo x"], stdout=subprocess.DEVNULL).stdout)
with open("/dev/full", "w") as full:
    print(subprocess.run(["sh", "-c", "echo x"], stdout=full, stderr=-1).returncode)
