"""A hook of the program's own for uncaught errors."""
import sys

def hook(kind, value, trace):
    print("hook:", kind.__name__, value, trace is not None)

sys.excepthook = hook
{}["missing"]
