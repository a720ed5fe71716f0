# Templates, wrapping, differences and formatting.
import difflib
import string
import textwrap

print(string.Template("$who owes ${amount}").safe_substitute(who="nobody"))
print(textwrap.fill("the quick brown fox jumps over the lazy dog " * 2, 30, subsequent_indent="  "))
print("\n".join(difflib.unified_diff("one two three".split(), "one 2 three four".split(), lineterm="")))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]))
print(f"{1234567.891:,.2f} {255:#010b} {'mid':^9}|")
print("{0!r:>8} {name[key]} {1.real}".format("x", 5, name={"key": "value"}), f"{'nested':{'*'}^{12}}")
print(textwrap.dedent("    a\n      b\n").splitlines(), f"{3.14159=:.3f}")
