# Imports what the image does not have: MODULE_MISSING, exit code 1.
# ./cofferdam run examples/module_missing.py
import numpy_not_there

print(numpy_not_there.zeros(3))
