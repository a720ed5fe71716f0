# Recursion ends as a RecursionError; a thread's stack size can be set.
import sys
import threading


def depth(count=0):
    try:
        return depth(count + 1)
    except RecursionError:
        return count


print(sys.getrecursionlimit(), 900 < depth() < 1000)
sys.setrecursionlimit(20_000)
threading.stack_size(64 << 20)
results = []
thread = threading.Thread(target=lambda: results.append(depth() > 15_000))
thread.start()
thread.join()
print(results, threading.stack_size())
try:
    threading.stack_size(1000)
except ValueError as error:
    print(error)
