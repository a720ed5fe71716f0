# Pickles of every protocol, struct layouts, arrays, marshal.
import array
import copyreg
import datetime
import decimal
import pickle
import struct


class Point:
    def __init__(self, x):
        self.x = x

    def __reduce__(self):
        return Point, (self.x + 1,)


value = {"set": {3}, "bytes": b"\0", "when": datetime.date(2024, 1, 2), "number": decimal.Decimal("1.50"), "cycle": []}
value["cycle"].append(value)
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(value, protocol))
    print(protocol, again["cycle"][0] is again, again["number"], pickle.loads(pickle.dumps(Point(1), protocol)).x)
for bad in (b"", b"garbage", pickle.dumps(value)[:-5], b"cabsent\nthing\n."):
    try:
        pickle.loads(bad)
    except (EOFError, pickle.UnpicklingError, ModuleNotFoundError) as error:
        print(type(error).__name__)
print(struct.pack(">hIq4s?", -2, 7, -9, b"ab", True).hex(), struct.calcsize("bq"), struct.calcsize("<bq"))
print(struct.unpack("<ef d".replace(" ", ""), struct.pack("<efd", 1.5, 0.1, 0.1)), array.array("h", [1, -2]).tobytes())
