"""Reading a web log: statuses, slow paths, hours."""
import re
from collections import Counter, defaultdict
from datetime import datetime

LOG = """\
1.2.3.4 [10/Oct/2023:13:55:36] "GET /index.html" 200 12
1.2.3.5 [10/Oct/2023:13:59:01] "POST /api" 500 340
1.2.3.4 [10/Oct/2023:14:02:11] "GET /api" 200 95
garbage
1.2.3.6 [11/Oct/2023:00:00:00] "GET /index.html" 404 3
"""
pattern = re.compile(r'(?P<ip>\S+) \[(?P<when>[^\]]+)\] "(?P<method>\w+) (?P<path>\S+)" (?P<status>\d+) (?P<ms>\d+)')
rows = [m.groupdict() for m in map(pattern.match, LOG.splitlines()) if m]
print(Counter(r["status"] for r in rows).most_common(), Counter(r["ip"] for r in rows).most_common(1))
times = defaultdict(list)
for r in rows:
    times[r["path"]].append(int(r["ms"]))
print({p: sum(t) / len(t) for p, t in times.items()}, Counter(datetime.strptime(r["when"], "%d/%b/%Y:%H:%M:%S").hour for r in rows))
