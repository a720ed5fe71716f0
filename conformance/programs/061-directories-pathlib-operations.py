# pathlib's reading, writing, renaming and removing.
from pathlib import Path

place = Path("place")
place.mkdir()
file = place / "one.tar.gz"
print(file.write_text("text\n"), file.read_bytes(), file.stem, file.suffixes)
other = file.rename(place / "two")
print(other.name, file.exists(), other.exists())
other.touch(mode=0o600, exist_ok=True)
print(oct(other.stat().st_mode), other.is_file(), place.is_dir())
link = place / "link"
link.symlink_to("two")
print(link.readlink(), link.resolve().relative_to(Path.cwd()), link.samefile(other))
(place / "hard").hardlink_to(other)
print(other.stat().st_nlink, other.is_mount(), Path("/").is_mount())
link.unlink()
link.unlink(missing_ok=True)
try:
    place.rmdir()
except OSError as error:
    print(type(error).__name__, error.strerror)
