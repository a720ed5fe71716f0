"""eval, exec, compile, globals."""

x = 10
print(eval("x * 2", {"x": 3}), eval("x + y", {"x": 1}, {"y": 2}))
scope = {}
exec("def g(n):\n    return n ** 2\nz = g(4)", scope)
print(scope["z"], "g" in scope, eval(compile("1 + 1", "<s>", "eval")))
try:
    eval("1 +")
except SyntaxError as e:
    print(type(e).__name__, e.lineno)
try:
    exec("raise ValueError('from exec')")
except ValueError as e:
    print(e)
print(globals()["x"], "x" in locals(), callable(print), __name__)
