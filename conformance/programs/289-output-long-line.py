# One line of a mebibyte, then a short one.
print("x" * (1 << 20))
print("short")
for _ in range(3):
    print(end="no newline ")
print()
print("last")
