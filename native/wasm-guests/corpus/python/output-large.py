"""Much output: long lines and many lines."""
import sys

print("x" * 70000)
for i in range(3000):
    print(i, "line", sep=":")
sys.stdout.write("y" * 5000 + "\n")
