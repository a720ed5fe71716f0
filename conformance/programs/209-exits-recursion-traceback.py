# The traceback of a deep recursion is shortened; notes and groups are shown.
import traceback


def down(count):
    return down(count + 1)


try:
    down(0)
except RecursionError:
    lines = traceback.format_exc().splitlines()
    print(lines[0], lines[-1], [line for line in lines if "more times" in line], sep="\n")
error = ExceptionGroup("several", [ValueError(1), ExceptionGroup("inner", [TypeError("two")])])
error.add_note("a note")
print("".join(traceback.format_exception(error)))
try:
    raise error
except* TypeError as group:
    print("types", group.exceptions[0].exceptions)
except* ValueError as group:
    print("values", group.exceptions)
