# The write-ahead log: its files, readers beside a writer, a checkpoint.
import os
import sqlite3

writer = sqlite3.connect("wal.db", isolation_level=None)
print(writer.execute("PRAGMA journal_mode=WAL").fetchone())
writer.execute("CREATE TABLE item (value)")
reader = sqlite3.connect("wal.db", isolation_level=None)
writer.execute("BEGIN IMMEDIATE")
writer.execute("INSERT INTO item VALUES (1)")
print("beside", reader.execute("SELECT count(*) FROM item").fetchone())
reader.execute("BEGIN")
print("snapshot", reader.execute("SELECT count(*) FROM item").fetchone())
writer.execute("COMMIT")
print("kept", reader.execute("SELECT count(*) FROM item").fetchone())
reader.execute("COMMIT")
print("new", reader.execute("SELECT count(*) FROM item").fetchone())
print([os.path.exists(f"wal.db-{end}") for end in ("wal", "shm")])
print(writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0], os.path.getsize("wal.db-wal"))
reader.close()
writer.close()
print([os.path.exists(f"wal.db-{end}") for end in ("wal", "shm")])
os.remove("wal.db")
