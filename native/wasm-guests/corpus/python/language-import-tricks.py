"""importlib, modules made at run time, __all__, reload."""
import importlib
import sys
import types

m = types.ModuleType("made")
exec("x = 1\ndef f():\n    return x + 1", m.__dict__)
sys.modules["made"] = m
import made
print(made.f(), importlib.import_module("json").dumps([1]), importlib.util.find_spec("nope") is None)
try:
    import not_a_module
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from math import nothing
except ImportError as e:
    print("ImportError", e.name)
print(importlib.reload(m) if False else "no reload", "os" in sys.modules, sys.version_info[:1], sys.byteorder, sys.maxsize > 0)
