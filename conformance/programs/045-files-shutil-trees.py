# copytree, move and rmtree, with links and an ignored pattern.
import os
import shutil

os.makedirs("tree/a/b")
for name in ("tree/one.txt", "tree/a/two.txt", "tree/a/b/three.log"):
    with open(name, "w") as file:
        file.write(name)
os.symlink("../one.txt", "tree/a/link")
shutil.copytree("tree", "copy", symlinks=True, ignore=shutil.ignore_patterns("*.log"))
for root, folders, files in sorted(os.walk("copy")):
    print(root, sorted(folders), sorted(files))
print(os.readlink("copy/a/link"))
print(shutil.move("copy", "tree/a/b"))
try:
    shutil.copytree("tree", "tree/a/b/copy")
except OSError as error:
    print(type(error).__name__)
shutil.rmtree("tree")
print(os.path.exists("tree"), shutil.disk_usage(".").total > 0)
