# A chain of forty links is followed, of forty-one is not.
import errno
import os

with open("link-0", "w") as file:
    file.write("end")
for number in range(1, 46):
    os.symlink(f"link-{number - 1}", f"link-{number}")
for number in (1, 39, 40, 41, 45):
    try:
        print(number, open(f"link-{number}").read())
    except OSError as error:
        print(number, errno.errorcode[error.errno])
