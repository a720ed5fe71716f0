# Three processes write into one database in WAL mode.
import os
import sqlite3

connection = sqlite3.connect("shared.db")
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("CREATE TABLE item (owner, number)")
connection.close()
children = []
for owner in range(3):
    if (pid := os.fork()) == 0:
        connection = sqlite3.connect("shared.db", timeout=20)
        for number in range(30):
            with connection:
                connection.execute("INSERT INTO item VALUES (?, ?)", (owner, number))
        connection.close()
        os._exit(0)
    children.append(pid)
print([os.waitpid(pid, 0)[1] for pid in children])
connection = sqlite3.connect("shared.db")
print(connection.execute("SELECT owner, count(*), sum(number) FROM item GROUP BY owner").fetchall())
print(connection.execute("PRAGMA integrity_check").fetchone())
connection.close()
os.remove("shared.db")
