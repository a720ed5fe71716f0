# Hooks around a fork run in their order.
import os

seen = []
os.register_at_fork(before=lambda: seen.append("before 1"), after_in_parent=lambda: seen.append("parent 1"))
os.register_at_fork(before=lambda: seen.append("before 2"), after_in_child=lambda: seen.append("child 2"))
os.register_at_fork(after_in_parent=lambda: seen.append("parent 3"), after_in_child=lambda: seen.append("child 3"))
if (pid := os.fork()) == 0:
    print(seen)
    os._exit(0)
os.waitpid(pid, 0)
print(seen)
