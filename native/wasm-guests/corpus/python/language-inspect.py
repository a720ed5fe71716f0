"""inspect and introspection of functions and classes."""
import inspect

def f(a, b: int = 2, *args, c, d="x", **kw) -> str:
    """Does f."""

class K:
    x = 1
    def m(self): pass
    @property
    def p(self): return 1

print(inspect.signature(f), inspect.getdoc(f), f.__annotations__, f.__kwdefaults__, f.__code__.co_varnames)
print([n for n, _ in inspect.getmembers(K) if not n.startswith("__")], inspect.isfunction(K.m), inspect.getsource(K).splitlines()[0], inspect.currentframe().f_lineno > 10)
print(inspect.signature(f).bind(1, c=3).arguments, callable(f), vars(K())  , dir(K())[-3:], isinstance(K, type), issubclass(bool, int))
print(inspect.getfullargspec(f).kwonlyargs, [p.kind.name for p in inspect.signature(f).parameters.values()])
