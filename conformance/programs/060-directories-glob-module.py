# The glob module: hidden files, recursion, escapes, a root folder.
import glob
import os

os.makedirs("tree/sub/deep")
for name in (".hidden", "a1", "a2", "b1", "sub/a3", "sub/deep/a4", "star*"):
    open(f"tree/{name}", "w").close()
for pattern in ("a*", "*", "**/a*", ".*", "[!a]1"):
    print(pattern, sorted(glob.glob(pattern, root_dir="tree", recursive=True)))
print(glob.glob("tree/" + glob.escape("star*")))
print(sorted(glob.glob("**/*", root_dir="tree", recursive=True, include_hidden=True)))
