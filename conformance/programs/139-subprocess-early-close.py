# head ends a pipeline early; the writer dies of SIGPIPE.
import subprocess

yes = subprocess.Popen(["yes"], stdout=subprocess.PIPE)
head = subprocess.run(["head", "-n", "2"], stdin=yes.stdout, capture_output=True, text=True)
yes.stdout.close()
print(head.stdout.split(), yes.wait())
kept = subprocess.Popen(["yes"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, restore_signals=False)
kept.stdout.close()
print(kept.wait(), b"roken pipe" in kept.stderr.read())
