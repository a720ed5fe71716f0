"""Reading a script's own neighbours."""
import linecache
import sys
from helper_module import VALUE, greet
import package.inner as inner

print(greet("you"), VALUE, inner.name(), inner.__name__, inner.__package__)
print(linecache.getline("helper_module.py", 1).strip(), __name__, __file__.endswith("files-fileinput.py"))
print(open("data.txt").read().split(), sys.argv[1:], len(sys.argv[0]) > 0)
import package
print(package.__path__[0].endswith("package"), sorted(k for k in sys.modules if k.startswith("package")))
