# Python functions, aggregates, collations and errors inside SQL.
import sqlite3


class Product:
    def __init__(self):
        self.value = 1

    def step(self, number):
        self.value *= number

    def finalize(self):
        return self.value


connection = sqlite3.connect(":memory:")
connection.create_function("reverse", 1, lambda text: text[::-1], deterministic=True)
connection.create_aggregate("product", 1, Product)
connection.create_collation("by_length", lambda one, two: len(one) - len(two))
connection.execute("CREATE TABLE item (word TEXT, number INTEGER)")
connection.executemany("INSERT INTO item VALUES (?, ?)", [("three", 3), ("a", 1), ("seven", 7), ("xx", 2)])
print(connection.execute("SELECT reverse(word) FROM item ORDER BY word COLLATE by_length, word").fetchall())
print(connection.execute("SELECT product(number), total(number) FROM item").fetchone())
for sql in ("SELECT absent(1)", "SELEC 1", "SELECT reverse(5)", "INSERT INTO absent VALUES (1)"):
    try:
        connection.execute(sql).fetchall()
    except sqlite3.Error as error:
        print(type(error).__name__, error)
print("\n".join(connection.iterdump()))
