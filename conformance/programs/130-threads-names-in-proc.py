# A thread names itself by prctl, and /proc shows it.
import ctypes
import threading

libc = ctypes.CDLL(None)


def name_of(thread):
    with open(f"/proc/self/task/{thread}/comm") as file:
        return file.read().strip()


def run():
    libc.prctl(15, b"a-name-that-is-too-long", 0, 0, 0)
    seen.append(name_of(threading.get_native_id()))
    buffer = ctypes.create_string_buffer(16)
    libc.prctl(16, buffer, 0, 0, 0)
    seen.append(buffer.value)


seen = []
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(seen)
with open("/proc/self/comm", "w") as file:
    file.write("renamed")
print(name_of(threading.get_native_id()))
