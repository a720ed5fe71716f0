# Packs a temporary directory into a zip and a tar file and unpacks them.
# ./cofferdam run examples/ordinary/archive.py
import pathlib
import shutil
import tempfile

with tempfile.TemporaryDirectory() as name:
    source = pathlib.Path(name, "source")
    source.mkdir()
    (source / "note.txt").write_text("kept")
    for form in ("zip", "gztar"):
        packed = shutil.make_archive(f"{name}/packed-{form}", form, source)
        shutil.unpack_archive(packed, f"{name}/{form}")
        assert pathlib.Path(name, form, "note.txt").read_text() == "kept"
print("packed and unpacked")
