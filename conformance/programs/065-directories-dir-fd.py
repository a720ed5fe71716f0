# Calls relative to a folder's handle.
import os

os.mkdir("place")
place = os.open("place", os.O_RDONLY | os.O_DIRECTORY)
os.mkdir("inner", dir_fd=place)
handle = os.open("file", os.O_CREAT | os.O_WRONLY, 0o640, dir_fd=place)
os.write(handle, b"text")
os.symlink("file", "link", dir_fd=place)
os.link("file", "hard", src_dir_fd=place, dst_dir_fd=place)
os.rename("hard", "inner/hard", src_dir_fd=place, dst_dir_fd=place)
print(sorted(os.listdir(place)), os.readlink("link", dir_fd=place))
print(os.stat("link", dir_fd=place, follow_symlinks=False).st_size)
print(os.access("file", os.W_OK, dir_fd=place), os.stat("file", dir_fd=place).st_nlink)
os.rename("place", "moved")
os.unlink("link", dir_fd=place)
print(sorted(os.listdir("moved")))
