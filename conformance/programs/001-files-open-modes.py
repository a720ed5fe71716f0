# Every text mode of open() on an absent and on a present file.
for mode in ("r", "w", "a", "x", "r+", "w+", "a+", "x+"):
    for name, present in (("absent", False), ("present", True)):
        path = f"{mode.replace('+', '-plus')}-{name}.txt"
        if present:
            with open(path, "w") as file:
                file.write("before ")
        try:
            with open(path, mode) as file:
                where = file.tell()
                if file.writable():
                    file.write("after")
        except OSError as error:
            print(f"{mode:3} {name:8} {type(error).__name__}")
        else:
            with open(path) as file:
                print(f"{mode:3} {name:8} starts at {where}: {file.read()!r}")
