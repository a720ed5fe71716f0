# msync, mlock, mincore and mremap's errors by ctypes.
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
PAGE = 4096
address = libc.mmap(None, 4 * PAGE, 3, 0x22, -1, 0)
ctypes.memset(address, 1, PAGE)
vector = (ctypes.c_ubyte * 4)()


def call(label, name, *arguments):
    result = getattr(libc, name)(*arguments)
    print(label, "ok" if result == 0 else errno.errorcode[ctypes.get_errno()])


pointer = ctypes.c_void_p
call("msync", "msync", pointer(address), ctypes.c_size_t(4 * PAGE), 4)
call("msync both ways", "msync", pointer(address), ctypes.c_size_t(PAGE), 4 | 1)
call("msync unaligned", "msync", pointer(address + 1), ctypes.c_size_t(PAGE), 4)
call("mincore", "mincore", pointer(address), ctypes.c_size_t(4 * PAGE), vector)
print("first page is there:", vector[0] & 1)
call("mlock", "mlock", pointer(address), ctypes.c_size_t(PAGE))
call("munlock", "munlock", pointer(address), ctypes.c_size_t(PAGE))
call("munmap one", "munmap", pointer(address + PAGE), ctypes.c_size_t(PAGE))
call("munmap again", "munmap", pointer(address + PAGE), ctypes.c_size_t(PAGE))
call("msync a hole", "msync", pointer(address), ctypes.c_size_t(4 * PAGE), 4)
call("mincore a hole", "mincore", pointer(address), ctypes.c_size_t(4 * PAGE), vector)
