"""Grouping records of a JSON-lines text."""
import io
import json
from collections import Counter, defaultdict

log = io.StringIO('{"user":"a","ms":12}\n{"user":"b","ms":7}\n\n{"user":"a","ms":30}\nbroken\n')
total, count, bad = defaultdict(int), Counter(), 0
for line in log:
    if not line.strip():
        continue
    try:
        record = json.loads(line)
    except ValueError:
        bad += 1
        continue
    total[record["user"]] += record["ms"]
    count[record["user"]] += 1
for user in sorted(total):
    print(f"{user}: {total[user] / count[user]:.1f} ms over {count[user]}")
print("bad lines:", bad)
