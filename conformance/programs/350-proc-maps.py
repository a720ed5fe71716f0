# /proc/self/maps: its form, and a map of a file in it.
import mmap
import os
import re

with open("mapped", "wb") as file:
    file.write(b"x" * 8192)
with open("mapped", "r+b") as file:
    memory = mmap.mmap(file.fileno(), 8192, prot=mmap.PROT_READ)
with open("/proc/self/maps") as file:
    lines = file.read().splitlines()
form = re.compile(r"[0-9a-f]+-[0-9a-f]+ [r-][w-][x-][ps] [0-9a-f]{8,} [0-9a-f]+:[0-9a-f]+ \d+( +.*)?")
print(all(form.fullmatch(line) for line in lines), len(lines) > 10)
own = [line.split() for line in lines if line.endswith("/mapped")]
print([(fields[1], fields[2]) for fields in own], own[0][5] == os.path.realpath("mapped"))
names = {line.split()[5] for line in lines if len(line.split()) > 5}
print([name in names for name in ("[heap]", "[stack]", "[vdso]", "[vvar]", "[vsyscall]")])
starts = [int(line.split("-")[0], 16) for line in lines]
print(starts == sorted(starts), any("libc.so" in name for name in names))
with open("/proc/self/smaps") as file:
    print("Rss:" in file.read())
