"""What JSON refuses, and where."""
import json

for text in ("", "{", '{"a":}', "[1,]", "nul", '"abc', "{'a': 1}", "[1] x", '"\t"', "01"):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), "->", e.lineno, e.colno, e.pos)
a = []
a.append(a)
try:
    json.dumps(a)
except ValueError as e:
    print(e)
print(json.JSONDecoder().raw_decode('{"a": 1} tail'))
