# Line ends in text mode: read and written.
data = b"unix\nwindows\r\nmac\rlast"
with open("lines", "wb") as file:
    file.write(data)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("lines", newline=newline) as file:
        print(repr(newline), file.readlines(), file.newlines)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("written", "w", newline=newline) as file:
        file.write("one\ntwo\r\n")
    with open("written", "rb") as file:
        print(repr(newline), file.read())
with open("lines") as file:
    file.readline()
    cookie = file.tell()
    rest = file.read()
    file.seek(cookie)
    print(file.read() == rest, repr(rest))
