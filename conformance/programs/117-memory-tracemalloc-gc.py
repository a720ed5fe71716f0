# tracemalloc and gc see what the program keeps.
import gc
import tracemalloc

tracemalloc.start()
block = [bytes(1000) for _ in range(1000)]
current, peak = tracemalloc.get_traced_memory()
print(current > 1_000_000, peak >= current)
del block
print(tracemalloc.get_traced_memory()[0] < 200_000)
tracemalloc.stop()


class Node:
    def __init__(self):
        self.me = self


gc.collect()
for _ in range(50):
    Node()
print(gc.collect() >= 50, gc.isenabled(), gc.get_threshold())
