"""A stack machine and its assembler."""

def assemble(text):
    labels, code = {}, []
    for line in text.strip().splitlines():
        line = line.split(";")[0].strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
        elif line:
            code.append(line.split())
    return [(op, *[labels.get(a, a) for a in args]) for op, *args in code]

def run(code, limit=1000):
    stack, at, out, names = [], 0, [], {}
    while at < len(code) and limit:
        limit -= 1
        op, *args = code[at]
        at += 1
        if op == "push":
            stack.append(int(args[0]))
        elif op in ("add", "mul", "sub"):
            b, a = stack.pop(), stack.pop()
            stack.append({"add": a + b, "mul": a * b, "sub": a - b}[op])
        elif op == "store":
            names[args[0]] = stack.pop()
        elif op == "load":
            stack.append(names[args[0]])
        elif op == "jnz":
            at = args[0] if stack.pop() else at
        elif op == "print":
            out.append(stack.pop())
    return out, limit > 0

print(run(assemble("""
    push 5
    store n
    push 1
    store f
loop:
    load f
    load n
    mul
    store f      ; f = f * n
    load n
    push 1
    sub
    store n
    load n
    jnz loop
    load f
    print
""")))
