# A process killed within a transaction leaves a journal, and the next one recovers.
import os
import signal
import sqlite3

connection = sqlite3.connect("crash.db")
connection.execute("CREATE TABLE item (value)")
connection.executemany("INSERT INTO item VALUES (?)", [("x" * 1000,)] * 500)
connection.commit()
connection.close()
if (pid := os.fork()) == 0:
    connection = sqlite3.connect("crash.db", isolation_level=None)
    connection.execute("PRAGMA cache_size=5")
    connection.execute("BEGIN")
    connection.execute("UPDATE item SET value = 'changed' || value")
    os.kill(os.getpid(), signal.SIGKILL)
print(os.waitpid(pid, 0)[1], os.path.exists("crash.db-journal"))
connection = sqlite3.connect("crash.db")
print(connection.execute("SELECT count(*), max(value) = min(value), length(min(value)) FROM item").fetchone())
print(connection.execute("PRAGMA integrity_check").fetchone(), os.path.exists("crash.db-journal"))
