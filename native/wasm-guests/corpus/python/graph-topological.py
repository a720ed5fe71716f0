"""Topological order, by graphlib and by hand; cycles."""
from graphlib import TopologicalSorter, CycleError

deps = {"app": {"lib", "log"}, "lib": {"core"}, "log": {"core"}, "core": set()}
print(list(TopologicalSorter(deps).static_order())[0], list(TopologicalSorter(deps).static_order())[-1])

def order(deps):
    done, out, active = set(), [], []
    def visit(node):
        if node in active:
            raise ValueError(" -> ".join(active[active.index(node):] + [node]))
        if node not in done:
            active.append(node)
            for d in sorted(deps.get(node, ())):
                visit(d)
            active.pop()
            done.add(node)
            out.append(node)
    for node in sorted(deps):
        visit(node)
    return out

print(order(deps))
try:
    order({"a": {"b"}, "b": {"c"}, "c": {"a"}})
except ValueError as e:
    print("cycle:", e)
try:
    TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()
except CycleError as e:
    print(type(e).__name__, len(e.args[1]))
