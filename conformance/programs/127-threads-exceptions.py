# An exception that ends a thread goes to the hook and not to the program.
import sys
import threading

threading.excepthook = lambda arguments: print("hook", arguments.exc_type.__name__, arguments.thread.name)
thread = threading.Thread(target=lambda: 1 / 0, name="worker")
thread.start()
thread.join()
leaver = threading.Thread(target=sys.exit, args=(5,))
leaver.start()
leaver.join()
print("still here", thread.is_alive())
