"""Orders in CSV against a stock in JSON."""
import csv
import io
import json

stock = json.loads('{"pen": {"n": 10, "price": 1.5}, "ink": {"n": 2, "price": 7.25}}')
orders = csv.DictReader(io.StringIO("who,item,n\nann,pen,4\nbob,ink,3\nann,ink,2\ncid,cup,1\nann,pen,x\n"))
total = {}
for o in orders:
    try:
        item, n = stock[o["item"]], int(o["n"])
        if n > item["n"]:
            raise ValueError(f"only {item['n']} left")
        item["n"] -= n
        total[o["who"]] = total.get(o["who"], 0) + n * item["price"]
    except KeyError as e:
        print("no such item", e)
    except ValueError as e:
        print(o["who"], "failed:", e)
print(total, json.dumps(stock, sort_keys=True))
