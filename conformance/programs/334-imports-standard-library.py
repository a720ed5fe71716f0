# Much of the standard library can be imported; what it is made of here.
import importlib
import sys

skipped = {"antigravity", "this", "idlelib", "lib2to3", "tkinter", "turtle", "turtledemo", "ensurepip", "venv"}
missing = []
for name in sorted(sys.stdlib_module_names - skipped):
    if not name.startswith("_"):
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
print(missing)
print(sys.implementation.name, sys.version_info[:2], sys.byteorder, sys.maxsize == 2**63 - 1, sys.platform)
