# Thread-local values, context variables and what a thread inherits of them.
import contextvars
import threading

local, variable = threading.local(), contextvars.ContextVar("variable", default="default")
local.value = "main"
variable.set("main")
seen = {}


def look(name):
    before = getattr(local, "value", None)
    local.value = name
    seen[name] = (before, local.value, variable.get())


context = contextvars.copy_context()
plain = threading.Thread(target=look, args=("plain",))
for thread in (plain, threading.Thread(target=context.run, args=(look, "with context"))):
    thread.start()
    thread.join()
print(seen, local.value)
