# Does without a module that is only nice to have.
# ./cofferdam run examples/ordinary/optional_module.py
try:
    import ujson_not_there as json
except ImportError:
    import json

print(json.dumps({"module": json.__name__}))
