# Turns CSV into JSON and back.
# ./cofferdam run examples/ordinary/data_formats.py
import csv
import io
import json

rows = list(csv.DictReader(io.StringIO("city,people\nKöln,1087000\nGraz,302000\n")))
again = json.loads(json.dumps(rows, ensure_ascii=False))
out = io.StringIO()
writer = csv.DictWriter(out, ["city", "people"], lineterminator="\n")
writer.writeheader()
writer.writerows(again)
print(out.getvalue(), end="")
