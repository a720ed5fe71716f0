# System V shared memory, semaphores and message queues, and POSIX queues, by ctypes.
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p


def attempt(label, result):
    print(label, "ok" if result >= 0 else errno.errorcode[ctypes.get_errno()])
    return result


block = attempt("shmget", libc.shmget(0, 8192, 0o1600))
if block >= 0:
    address = libc.shmat(block, None, 0)
    ctypes.memset(address, 65, 10)
    print(ctypes.string_at(address, 5), libc.shmdt(ctypes.c_void_p(address)), libc.shmctl(block, 0, None))
semaphore = attempt("semget", libc.semget(0, 1, 0o1600))
if semaphore >= 0:
    print(libc.semctl(semaphore, 0, 16, 3), libc.semctl(semaphore, 0, 12), libc.semctl(semaphore, 0, 0))
queue = attempt("msgget", libc.msgget(0, 0o1600))
if queue >= 0:
    message = ctypes.create_string_buffer((7).to_bytes(8, "little") + b"hello", 20)
    print(libc.msgsnd(queue, message, 5, 0), libc.msgrcv(queue, message, 5, 0, 0x800), libc.msgctl(queue, 0, None))
attempt("mq_open", libc.mq_open(b"/conformance", 0o102, 0o600, None))
attempt("mq_unlink", libc.mq_unlink(b"/conformance"))
attempt("absent segment", libc.shmget(12345, 10, 0))
