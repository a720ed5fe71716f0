# Large and incremental blobs.
import hashlib
import sqlite3

connection = sqlite3.connect("blobs.db")
connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, data BLOB)")
data = bytes(range(256)) * 8192
connection.execute("INSERT INTO item VALUES (1, ?), (2, zeroblob(1000))", (data,))
connection.commit()
stored = connection.execute("SELECT data FROM item WHERE id = 1").fetchone()[0]
print(len(stored), hashlib.sha1(stored).hexdigest() == hashlib.sha1(data).hexdigest())
with connection.blobopen("item", "data", 2) as blob:
    blob.write(b"start")
    blob.seek(-3, 2)
    blob[-3:] = b"end"
    print(len(blob), blob[0:5], blob[995:])
connection.commit()
connection.execute("DELETE FROM item WHERE id = 1")
connection.commit()
connection.execute("VACUUM")
connection.close()
