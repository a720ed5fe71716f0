# The tempfile module: modes, names, removal, spooling.
import os
import tempfile

with tempfile.NamedTemporaryFile(prefix="pre-", suffix=".end", dir=".") as named:
    name = os.path.basename(named.name)
    print(name.startswith("pre-"), name.endswith(".end"), oct(os.stat(named.name).st_mode))
print(os.path.exists(name))
with tempfile.TemporaryFile() as nameless:
    nameless.write(b"x")
    print(os.fstat(nameless.fileno()).st_nlink)
with tempfile.TemporaryDirectory(dir=".") as folder:
    print(oct(os.stat(folder).st_mode))
    os.makedirs(f"{folder}/a/b")
print(os.path.exists(folder))
with tempfile.SpooledTemporaryFile(max_size=10) as spool:
    spool.write(b"12345")
    print(spool._rolled)
    spool.write(b"6789012")
    print(spool._rolled)
print(tempfile.gettempdir())
