# Makes a thousand small files and removes them.
# ./cofferdam run examples/ordinary/many_files.py
import pathlib
import shutil

place = pathlib.Path("/workspace/many")
place.mkdir()
for number in range(1000):
    (place / f"{number:04}").write_text(str(number))
assert sum(int(file.read_text()) for file in place.iterdir()) == 499500
shutil.rmtree(place)
print("a thousand files")
