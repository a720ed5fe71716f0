# Full text search, JSON, windows, common table expressions.
import sqlite3

connection = sqlite3.connect(":memory:")
connection.execute("CREATE VIRTUAL TABLE page USING fts5(title, body)")
connection.executemany("INSERT INTO page VALUES (?, ?)", [
    ("Harbour", "a cofferdam keeps the water out"), ("Kitchen", "water boils"), ("Desert", "no rain")])
for sql in (
    "SELECT title FROM page WHERE page MATCH 'water' ORDER BY title",
    "SELECT snippet(page, 1, '[', ']', '…', 4) FROM page WHERE page MATCH 'coffer*'",
    "SELECT title FROM page WHERE page MATCH 'title:desert OR NEAR(keeps out)' ORDER BY title",
    """SELECT json_extract('{"a": [1, {"b": 2}]}', '$.a[1].b')""",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x * 3 FROM n WHERE x < 100) SELECT x FROM n",
    "SELECT column1, sum(column1) OVER (ORDER BY column1) FROM (VALUES (3), (1), (2))",
):
    print(connection.execute(sql).fetchall())
