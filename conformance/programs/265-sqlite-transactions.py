# Transactions: commit, rollback, savepoints, constraints.
import sqlite3

connection = sqlite3.connect("data.db")
connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL)")
with connection:
    connection.executemany("INSERT INTO item (name) VALUES (?)", [("one",), ("two",)])
for name in ("one", None):
    try:
        with connection:
            connection.execute("INSERT INTO item (name) VALUES ('new')")
            connection.execute("INSERT INTO item (name) VALUES (?)", (name,))
    except sqlite3.IntegrityError as error:
        print(error)
print(connection.execute("SELECT * FROM item ORDER BY id").fetchall())
connection.execute("SAVEPOINT here")
connection.execute("DELETE FROM item")
connection.execute("ROLLBACK TO here")
connection.execute("RELEASE here")
print(connection.execute("SELECT count(*), max(id) FROM item").fetchone(), connection.in_transaction)
connection.close()
