# A mebibyte on each stream, in turns.
import sys

for number in range(1024):
    sys.stdout.write(f"{number:04} out {'o' * 1014}\n")
    sys.stderr.write(f"{number:04} err {'e' * 1014}\n")
