"""dis and code objects, without what differs between versions."""
import dis
import types

def f(a, b=2, *, c):
    d = a + b
    return [d for _ in range(c)]

code = f.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_varnames[:3], code.co_firstlineno, isinstance(code, types.CodeType))
print(any(i.opname.startswith("RETURN") for i in dis.get_instructions(f)), compile("x = 1", "<s>", "exec").co_names, (lambda: (yield)).__code__.co_flags & 0x20 != 0)
print(f.__code__.replace(co_name="g").co_name, eval(compile("6 * 7", "<e>", "eval")))
