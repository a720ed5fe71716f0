"""A Brainfuck interpreter."""

def run(program, data=""):
    jumps, stack = {}, []
    for i, c in enumerate(program):
        if c == "[":
            stack.append(i)
        elif c == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape, at, i, out, data = [0] * 100, 0, 0, [], list(data)
    while i < len(program):
        c = program[i]
        if c == ">":
            at += 1
        elif c == "<":
            at -= 1
        elif c in "+-":
            tape[at] = (tape[at] + (1 if c == "+" else -1)) % 256
        elif c == ".":
            out.append(chr(tape[at]))
        elif c == ",":
            tape[at] = ord(data.pop(0)) if data else 0
        elif c == "[" and not tape[at] or c == "]" and tape[at]:
            i = jumps[i]
        i += 1
    return "".join(out)

print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."), run(",[.,]", "echo"))
