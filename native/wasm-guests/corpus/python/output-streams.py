"""Both streams, flushing, separators, bytes, print to files."""
import io
import sys

print("a", "b", sep="-", end="!\n")
print("error text", file=sys.stderr)
sys.stdout.write("no newline")
sys.stdout.flush()
print()
sys.stdout.buffer.write("bytes é\n".encode())
buf = io.StringIO()
print(1, 2, file=buf)
print(repr(buf.getvalue()), sys.stdout.encoding, sys.stdout.errors, sys.stdout.isatty(), sys.stderr.errors)
print(*range(5), sep=", ")
print("tab\tand \\ and \u00e9 and \x41", ascii("é"), repr("\u200b"), "surrogate \udce9"[:9])
