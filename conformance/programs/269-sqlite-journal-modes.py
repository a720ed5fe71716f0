# Journals of every mode: what file is there during a transaction and after it.
import os
import sqlite3

for mode in ("DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF"):
    connection = sqlite3.connect(f"{mode}.db", isolation_level=None)
    print(mode, connection.execute(f"PRAGMA journal_mode={mode}").fetchone()[0], end=" ")
    connection.execute("CREATE TABLE item (value)")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO item VALUES (1)")
    during = os.path.exists(f"{mode}.db-journal")
    connection.execute("COMMIT")
    print(during, os.path.exists(f"{mode}.db-journal"))
    connection.close()
    for end in ("", "-journal"):
        if os.path.exists(f"{mode}.db{end}"):
            os.remove(f"{mode}.db{end}")
