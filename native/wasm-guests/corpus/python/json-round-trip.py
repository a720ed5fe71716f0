"""JSON: nested data, options, custom encoders and hooks."""
import json
from datetime import date
from decimal import Decimal

class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (date, Decimal)):
            return str(o)
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)

data = {"name": "Zoë", "when": date(2024, 2, 29), "n": [1, 2.5, None, True], "s": {3, 1}, "d": Decimal("1.10")}
print(json.dumps(data, cls=Encoder, sort_keys=True))
print(json.dumps(data, cls=Encoder, indent=2, ensure_ascii=False))
print(json.loads('{"a": [1, 2.0, "x\\u00e9", 1e3, -0.0]}', parse_float=Decimal))
print(json.dumps({1: "a", None: "b", True: "c"}), json.dumps("\u2028</script>\x7f"), json.dumps([float("inf")]))
print(json.loads('{"a":1,"b":2}', object_pairs_hook=list))
try:
    json.dumps({"x": object()})
except TypeError as e:
    print(e)
