"""Groups of balanced brackets, and checking several kinds."""

def groups(text):
    out, current, depth = [], "", 0
    for c in text.replace(" ", ""):
        depth += 1 if c == "(" else -1
        current += c
        if depth == 0:
            out.append(current)
            current = ""
    return out

def balanced(text, pairs={")": "(", "]": "[", "}": "{"}):
    stack = []
    for c in text:
        if c in pairs.values():
            stack.append(c)
        elif c in pairs and (not stack or stack.pop() != pairs[c]):
            return False
    return not stack

print(groups("( ) (( )) (( )( ))"), [balanced(t) for t in ("{[()]}", "([)]", "((", "", "a(b)c")])
