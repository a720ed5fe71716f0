"""contextvars and sched."""
import contextvars
import sched
import time

var = contextvars.ContextVar("var", default=0)
def show():
    return var.get()
token = var.set(5)
context = contextvars.copy_context()
var.reset(token)
print(show(), context.run(show), list(context.items())[0][1])
s = sched.scheduler(time.monotonic, time.sleep)
order = []
s.enter(0.02, 1, order.append, ("second",))
s.enter(0.01, 1, order.append, ("first",))
s.run()
print(order)
