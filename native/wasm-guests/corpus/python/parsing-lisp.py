"""A small Lisp."""
import math
import operator as op

def parse(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    def read():
        t = tokens.pop(0)
        if t == "(":
            out = []
            while tokens[0] != ")":
                out.append(read())
            tokens.pop(0)
            return out
        try:
            return int(t)
        except ValueError:
            return t
    return read()

class Env(dict):
    def __init__(self, outer=None, **names):
        super().__init__(**names)
        self.outer = outer
    def find(self, name):
        return self if name in self else self.outer.find(name)

GLOBAL = Env(**{"pi": math.pi, "list": lambda *a: list(a), "car": lambda x: x[0], "cdr": lambda x: x[1:], "null?": lambda x: x == []})
GLOBAL.update({"+": op.add, "-": op.sub, "*": op.mul, "<": op.lt, "=": op.eq})

def ev(x, env=GLOBAL):
    if isinstance(x, str):
        return env.find(x)[x]
    if not isinstance(x, list):
        return x
    if x[0] == "if":
        return ev(x[2] if ev(x[1], env) else x[3], env)
    if x[0] == "define":
        env[x[1]] = ev(x[2], env)
        return None
    if x[0] == "lambda":
        return lambda *args: ev(x[2], Env(env, **dict(zip(x[1], args))))
    f, *args = [ev(e, env) for e in x]
    return f(*args)

ev(parse("(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))"))
print(ev(parse("(fact 20)")), ev(parse("(car (cdr (list 1 2 3)))")), ev(parse("((lambda (x y) (+ x y)) 3 4)")))
