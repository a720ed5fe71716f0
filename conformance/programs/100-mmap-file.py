# A mapped file: reads, writes, flush, search, and the file afterwards.
import mmap

with open("data", "wb") as file:
    file.write(b"0123456789" * 1000)
with open("data", "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
    print(len(memory), memory[5:8], memory.find(b"90"), memory.rfind(b"012"))
    memory[0:5] = b"ABCDE"
    memory.seek(9995)
    memory.write(b"WXYZ!")
    memory.flush()
    memory.move(100, 0, 5)
    print(memory[100:106], memory.tell())
with open("data", "rb") as file:
    content = file.read()
print(content[:6], content[100:105], content[-5:])
