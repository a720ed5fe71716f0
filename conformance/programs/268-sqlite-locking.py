# A writer shuts another process out, until it is done.
import os
import sqlite3

connection = sqlite3.connect("lock.db", isolation_level=None)
connection.execute("CREATE TABLE item (value)")


def child(sql):
    if (pid := os.fork()) == 0:
        other = sqlite3.connect("lock.db", timeout=0.05, isolation_level=None)
        try:
            print(sql, other.execute(sql).fetchall())
        except sqlite3.OperationalError as error:
            print(sql, error)
        other.close()
        os._exit(0)
    os.waitpid(pid, 0)


for begin in ("BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
    connection.execute(begin)
    print(begin)
    child("SELECT count(*) FROM item")
    child("INSERT INTO item VALUES (1)")
    connection.execute("ROLLBACK")
child("SELECT count(*) FROM item")
connection.close()
