# rename between two names of one file does nothing at all.
import os

with open("one", "w") as file:
    file.write("text")
os.link("one", "two")
os.rename("one", "two")
print(os.path.exists("one"), os.path.exists("two"), os.stat("two").st_nlink)
