# Eight threads read one file, each with its own connection; a shared one is refused.
import concurrent.futures
import sqlite3

connection = sqlite3.connect("read.db")
connection.execute("CREATE TABLE item (number)")
connection.executemany("INSERT INTO item VALUES (?)", ((number,) for number in range(5000)))
connection.commit()


def read(part):
    with sqlite3.connect("file:read.db?mode=ro", uri=True) as own:
        return own.execute("SELECT sum(number) FROM item WHERE number % 8 = ?", (part,)).fetchone()[0]


with concurrent.futures.ThreadPoolExecutor(8) as pool:
    print(sum(pool.map(read, range(8))) == sum(range(5000)))
    error = pool.submit(connection.execute, "SELECT 1").exception()
    print(type(error).__name__)
try:
    sqlite3.connect("file:read.db?mode=ro", uri=True).execute("DELETE FROM item")
except sqlite3.OperationalError as error:
    print(error)
