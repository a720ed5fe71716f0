"""One of each of the common exceptions, with its text."""
import math

cases = {
    "zero": lambda: 1 // 0, "index": lambda: [][1], "key": lambda: {}["k"], "type": lambda: 1 + "1", "value": lambda: int("1x"),
    "attribute": lambda: (1).nope, "name": lambda: undefined_name, "overflow": lambda: math.exp(1000), "assert": lambda: exec("assert 1 == 2, 'no'"),
    "stop": lambda: next(iter([])), "unpack": lambda: exec("a, b = 1, 2, 3"), "call": lambda: (lambda x: x)(), "import": lambda: __import__("nope_nope"),
    "lookup": lambda: "x".encode("nope"), "hash": lambda: {[]: 1}, "iter": lambda: list(5), "domain": lambda: math.log(-1.5), "set": lambda: frozenset().pop,
    "syntax": lambda: compile("a b", "<x>", "exec"), "indent": lambda: compile("if 1:\nx", "<x>", "exec"),
}
for name, run in cases.items():
    try:
        run()
        print(name, "nothing")
    except Exception as e:
        print(name, type(e).__name__, type(e).__mro__[1].__name__)
