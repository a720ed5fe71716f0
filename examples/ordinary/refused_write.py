# Tries a place it may not write to, copes with the refusal and takes another.
# ./cofferdam run examples/ordinary/refused_write.py
import pathlib

for place in ("/etc/app.conf", "/usr/share/app.conf", "/tmp/app.conf"):
    try:
        pathlib.Path(place).write_text("colour = blue\n")
        print("kept in", place)
        break
    except OSError as refused:
        print(refused)
