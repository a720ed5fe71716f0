# Shares a queue among eight threads.
# ./cofferdam run examples/ordinary/threads.py
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=8) as pool:
    total = sum(pool.map(lambda n: n * n, range(1000)))
assert total == 332833500
print(total)
