# CSV dialects and JSON round trips, with their errors.
import csv
import io
import json

rows = [["plain", 'with "quotes"', "two\nlines"], ["", "comma, semicolon;", "ü\t"], [1, 2.5, None]]
for dialect in ("excel", "excel-tab", "unix"):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, dialect).writerows(rows)
    buffer.seek(0)
    print(dialect, repr(buffer.getvalue()), list(csv.reader(buffer, dialect)))
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, list(csv.DictReader(["x,y", "1,2"])))
value = {"a": [1, 2.5, 1e300, None, True], "ü": {"nested": "\u2028 \"\\"}, "big": 10**30}
text = json.dumps(value, sort_keys=True)
print(text, json.loads(text) == value, json.dumps(value, ensure_ascii=False, separators=(",", ":")))
print(json.loads("[NaN, Infinity, 1E5, -0]"), json.loads('"\\ud83d\\ude00"'))
for bad in ("{", "[1,]", '{"a": 1 "b"}', "'x'", "[" * 100_000):
    try:
        json.loads(bad)
    except (ValueError, RecursionError) as error:
        print(type(error).__name__, str(error)[:60])
