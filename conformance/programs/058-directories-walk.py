# os.walk top down with pruning, bottom up, and with links followed.
import os

for path in ("tree/a/b/c", "tree/d", "tree/.hidden"):
    os.makedirs(path)
for path in ("tree/1", "tree/a/2", "tree/a/b/3", "tree/d/4"):
    open(path, "w").close()
os.symlink("../a/b", "tree/d/link")
for root, folders, files in os.walk("tree"):
    folders[:] = sorted(name for name in folders if not name.startswith("."))
    print("down", root, folders, sorted(files))
for root, folders, files in sorted(os.walk("tree", topdown=False)):
    print("up", root, sorted(files))
print(sorted(root for root, _, _ in os.walk("tree", followlinks=True)))
for root, folders, files, handle in os.fwalk("tree/a"):
    print("fwalk", root, sorted(os.listdir(handle)))
