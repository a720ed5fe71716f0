# A database read by mmap, and the dbm and shelve modules.
import dbm.dumb
import os
import shelve
import sqlite3

connection = sqlite3.connect("mapped.db")
connection.execute("PRAGMA mmap_size=10000000")
connection.execute("CREATE TABLE item (value)")
connection.executemany("INSERT INTO item VALUES (?)", [(f"value {number}",) for number in range(3000)])
connection.commit()
print(connection.execute("SELECT count(DISTINCT value) FROM item").fetchone())
connection.close()
with dbm.dumb.open("dumb", "c") as store:
    store["key"] = "value"
    store[b"\xff"] = b"\0"
    print(sorted(store.keys()))
with shelve.Shelf(dbm.dumb.open("shelf", "c"), writeback=True) as shelf:
    shelf["list"] = [1]
    shelf["list"].append({"two": 2})
with shelve.Shelf(dbm.dumb.open("shelf", "r")) as shelf:
    print(dict(shelf))
print(sorted(name for name in os.listdir(".") if name.startswith(("dumb", "shelf"))))
