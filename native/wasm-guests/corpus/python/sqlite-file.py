"""A database in a file: transactions, roll-back, reopening, windows and CTEs."""
import sqlite3
import os

path = "corpus-test.db"
db = sqlite3.connect(path)
db.execute("create table t(x int, g text)")
db.executemany("insert into t values (?, ?)", [(i, "ab"[i % 2]) for i in range(6)])
db.commit()
try:
    with db:
        db.execute("delete from t")
        raise RuntimeError("roll back")
except RuntimeError:
    pass
db.close()
db = sqlite3.connect(path)
print(db.execute("select count(*), sum(x), avg(x) from t").fetchall())
print(db.execute("select x, sum(x) over (partition by g order by x) from t order by g, x").fetchall())
print(db.execute("with recursive f(a, b) as (select 0, 1 union all select b, a + b from f where b < 50) select a from f").fetchall())
print([r[1] for r in db.execute("pragma table_info(t)")], "\n".join(db.iterdump()))
db.close()
os.remove(path)
print(os.path.exists(path))
