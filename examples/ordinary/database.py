# Keeps a SQLite database in a file, with a transaction that is rolled back.
# ./cofferdam run examples/ordinary/database.py
import sqlite3

base = sqlite3.connect("/workspace/orders.db")
base.execute("PRAGMA journal_mode = WAL")
base.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT UNIQUE)")
with base:
    base.executemany("INSERT INTO orders (item) VALUES (?)", [("pear",), ("apple",)])
try:
    with base:
        base.execute("INSERT INTO orders (item) VALUES ('plum')")
        base.execute("INSERT INTO orders (item) VALUES ('pear')")
except sqlite3.IntegrityError:
    pass
assert base.execute("SELECT count(*) FROM orders").fetchone() == (2,)
base.close()
print("two orders")
