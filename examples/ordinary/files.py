# Writes, renames, reads and removes files in /tmp, /workspace and its home.
# ./cofferdam run examples/ordinary/files.py
import pathlib

for place in ("/tmp", "/workspace", pathlib.Path.home()):
    draft = pathlib.Path(place, "draft.txt")
    draft.write_text("one\ntwo\n")
    final = draft.rename(draft.with_name("final.txt"))
    assert final.read_text().splitlines() == ["one", "two"]
    final.chmod(0o600)
    final.unlink()
print("three places, nothing left")
