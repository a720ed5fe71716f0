"""ast: reading a program, changing it, running it."""
import ast

tree = ast.parse("def f(x):\n    return x * 2 + y\n\nprint(f(3))")
print([n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)], sorted({n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}))

class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 10), node)

changed = ast.fix_missing_locations(Doubler().visit(tree))
print(ast.unparse(changed))
exec(compile(changed, "<changed>", "exec"), {"y": 1})
print(ast.literal_eval("{'a': [1, 2.5, None, (True,)]}"), ast.dump(ast.parse("1 + a", mode="eval")))
try:
    ast.literal_eval("__import__('os')")
except ValueError as e:
    print("refused")
