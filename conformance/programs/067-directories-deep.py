# Forty folders deep, by relative steps and by one path.
import os
import shutil

for _ in range(40):
    os.mkdir("step" * 20)
    os.chdir("step" * 20)
with open("bottom", "w") as file:
    file.write("deep")
path = os.getcwd()
print(len(path) > 3200, os.path.basename(path) == "step" * 20)
with open(f"{path}/bottom") as file:
    print(file.read())
for _ in range(40):
    os.chdir("..")
shutil.rmtree("step" * 20)
