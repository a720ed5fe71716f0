"""A template engine with loops and conditions."""
import re

def render(template, scope):
    tokens = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", template)
    def run(i, scope, live, out):
        while i < len(tokens):
            t = tokens[i]
            if t.startswith("{{") and live:
                out.append(str(eval(t[2:-2].strip(), {}, scope)))
            elif t.startswith("{%"):
                command, _, rest = t[2:-2].strip().partition(" ")
                if command == "end":
                    return i
                if command == "for":
                    name, items = rest.split(" in ")
                    values = list(eval(items, {}, scope)) if live else []
                    for v in values:
                        run(i + 1, scope | {name: v}, live, out)
                    i = run(i + 1, scope, False, [])
                elif command == "if":
                    i = run(i + 1, scope, live and bool(eval(rest, {}, scope)), out)
            elif live and not t.startswith("{{"):
                out.append(t)
            i += 1
        return i
    out = []
    run(0, scope, True, out)
    return "".join(out)

print(render("Hi {{ name.title() }}!{% for x in xs %} [{{ x * 2 }}{% if x > 1 %} big{% end %}]{% end %} bye", {"name": "ann", "xs": [1, 2]}))
