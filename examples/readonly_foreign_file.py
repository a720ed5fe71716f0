# Opens somebody else's file on a read-only mount for writing (EACCES): PERMISSION_DENIED, exit code 1.
# install -D -o nobody -m 644 /dev/null /tmp/data/theirs.txt && ./cofferdam run -v /tmp/data:/data:ro examples/readonly_foreign_file.py
with open("/data/theirs.txt", "r+") as file:
    file.write("mine now\n")
