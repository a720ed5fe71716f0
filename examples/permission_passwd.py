# Makes itself root in the list of users (EACCES): PERMISSION_DENIED, exit code 1.
# ./cofferdam run examples/permission_passwd.py
with open("/etc/passwd", "a") as users:
    users.write("toor::0:0::/:/bin/sh\n")
