# A backup into another file, an attached database, a copy in memory.
import sqlite3

source = sqlite3.connect("source.db")
source.execute("CREATE TABLE item (value)")
source.executemany("INSERT INTO item VALUES (?)", [(number,) for number in range(2000)])
source.commit()
target, steps = sqlite3.connect("target.db"), []
source.backup(target, pages=3, progress=lambda status, left, total: steps.append(left))
print(len(steps) > 1, steps[-1], target.execute("SELECT sum(value) FROM item").fetchone())
target.execute("ATTACH 'source.db' AS other")
print(target.execute("SELECT count(*) FROM item JOIN other.item USING (value)").fetchone())
copy = sqlite3.connect(":memory:")
copy.deserialize(source.serialize())
print(copy.execute("SELECT max(value) FROM item").fetchone(), len(source.serialize()) % 4096)
try:
    sqlite3.connect("absent/x.db").execute("CREATE TABLE t (x)")
except sqlite3.OperationalError as error:
    print(error)
with open("garbage.db", "w") as file:
    file.write("this is no database " * 100)
try:
    sqlite3.connect("garbage.db").execute("SELECT * FROM sqlite_master")
except sqlite3.DatabaseError as error:
    print(error)
