"""RecursionError, caught and uncaught."""
import sys

def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n

print(900 < depth() < 1001, sys.getrecursionlimit())
sys.setrecursionlimit(5000)
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
print(down(4000))
def forever():
    forever()
forever()
