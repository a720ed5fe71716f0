# Packages made on the spot: relative imports, reload, caches, errors.
import importlib.util
import os
import sys

sys.dont_write_bytecode = True
os.makedirs("parts/inner")
for name, text in (
    ("__init__", "from . import one"), ("one", "value = 1"), ("inner/__init__", "from ..one import value as again"),
    ("broken", "x = = 1"), ("cycle", "import parts.cycle2"), ("cycle2", "from parts.cycle import absent"),
):
    with open(f"parts/{name}.py", "w") as file:
        file.write(text + "\n")
sys.path.insert(0, ".")
import parts
from parts import inner

print(inner.again, os.path.relpath(parts.__path__[0]), parts.one.__spec__.origin.endswith("parts/one.py"))
with open("parts/one.py", "w") as file:
    file.write("value = 'longer than before'\n")
print(importlib.reload(parts.one).value, inner.again)
for name in ("parts.broken", "parts.cycle", "parts.absent", "absent"):
    try:
        importlib.import_module(name)
    except (SyntaxError, ImportError) as error:
        print(name, type(error).__name__)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(error)
print(importlib.util.find_spec("parts.one").name, parts.one.__cached__ is not None)
