# Five hundred files in one folder are made, listed and removed.
import os

os.mkdir("many")
for number in range(500):
    with open(f"many/{number:04}", "w") as file:
        file.write(str(number))
names = sorted(os.listdir("many"))
print(len(names), names[0], names[-1])
for name in names[:499]:
    os.unlink(f"many/{name}")
print(os.listdir("many"))
