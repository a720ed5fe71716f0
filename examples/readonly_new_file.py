# Makes a new file on a read-only mount (EROFS): READ_ONLY_FILESYSTEM, exit code 1.
# mkdir -p /tmp/data && ./cofferdam run -v /tmp/data:/data:ro examples/readonly_new_file.py
with open("/data/report.txt", "w") as file:
    file.write("done\n")
