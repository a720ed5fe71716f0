"""tomllib."""
import tomllib

data = tomllib.loads("""
title = "Example"
[owner]
name = "Tom"
born = 1979-05-27T07:32:00Z
[[products]]
name = "Hammer"
price = 9.99
[[products]]
tags = ["a", "b"]
hex = 0xff
""")
print(data)
try:
    tomllib.loads("x = ")
except tomllib.TOMLDecodeError as e:
    print(type(e).__name__)
