# Modes, set-id bits and sticky bits as an ordinary user may set them.
import errno
import os


def change(name, mode):
    try:
        os.chmod(name, mode)
        return f"{os.stat(name).st_mode:o}"
    except OSError as error:
        return errno.errorcode[error.errno]


open("file", "w").close()
os.mkdir("folder")
for mode in (0o000, 0o777, 0o644, 0o1755, 0o2755, 0o4755, 0o6777, 0o7777):
    print(f"{mode:04o}", change("file", mode), change("folder", mode))
print(change("file", 0o6755))
with open("file", "w") as file:
    file.write("a write clears set-id bits")
print(oct(os.stat("file").st_mode))
print(change("folder", 0o2755))
os.mkdir("folder/inner")
print(oct(os.stat("folder/inner").st_mode), change("absent", 0o600))
