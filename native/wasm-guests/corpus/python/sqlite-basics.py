"""sqlite3 in memory: tables, parameters, joins, rows, errors."""
import sqlite3

db = sqlite3.connect(":memory:")
db.row_factory = sqlite3.Row
db.executescript("""
create table person(id integer primary key, name text not null unique);
create table task(id integer primary key, owner references person, title text, done int default 0);
""")
db.executemany("insert into person(name) values (?)", [("Ann",), ("Bob",), ("Zoë",)])
db.executemany("insert into task(owner, title, done) values (?, ?, ?)", [(1, "write", 1), (1, "test", 0), (2, "read", 0)])
for row in db.execute("select p.name, count(t.id) n, sum(t.done) d from person p left join task t on t.owner = p.id group by p.id order by p.name"):
    print(dict(row))
try:
    db.execute("insert into person(name) values (:n)", {"n": "Ann"})
except sqlite3.IntegrityError as e:
    print(e)
with db:
    db.execute("update task set done = 1")
print(db.total_changes, db.execute("select group_concat(title, '+') from task").fetchone()[0])
db.create_function("twice", 1, lambda x: x * 2)
print(db.execute("select twice(21), upper('abc'), date('2024-02-28', '+2 day'), json_extract('{\"a\":[1,2]}', '$.a[1]')").fetchone()[:])
try:
    db.execute("select * from nowhere")
except sqlite3.OperationalError as e:
    print(e)
