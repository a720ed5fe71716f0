"""A program that does not compile prints nothing."""
print("never"
