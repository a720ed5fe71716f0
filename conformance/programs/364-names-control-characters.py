# New lines, escapes, quotes and blanks in file names.
import os
import subprocess

os.mkdir("odd")
for name in ("new\nline", "tab\t", "\x1b[31mred", "'quote'", '"double"', " leading", "trailing ", "*", "?",
             "-rf", "a\\b", "\x7f", "\x01", "~", "$HOME", "`id`", ";ls", "#", "...", "x" * 255):
    with open(os.path.join("odd", name), "w") as file:
        file.write(name)
for name in sorted(os.listdir("odd")):
    with open(os.path.join("odd", name)) as file:
        assert file.read() == name
    print(ascii(name[:20]))
out = subprocess.run(["find", "odd", "-type", "f", "-print0"], capture_output=True).stdout
print(len(out.split(b"\0")) - 1)
for name in ("", "nul\0", "a/b/"):
    try:
        open(os.path.join("odd", name), "w")
    except (OSError, ValueError) as error:
        print(repr(name), type(error).__name__)
