# An uncaught exception with a cause: exit handlers run, the exit code is 1.
import atexit
import sys

atexit.register(print, "atexit ran")


def outer(value):
    try:
        return {}[value]
    except KeyError as error:
        raise ValueError(f"no {value}") from error


def hook(kind, value, trace):
    print("hook:", kind.__name__, value, repr(value.__cause__), trace.tb_next.tb_frame.f_code.co_name)
    sys.__excepthook__(kind, value, trace)


sys.excepthook = hook
print("before")
outer("thing")
