"""sys.exit with a text: standard error and 1."""
import sys

print("before")
sys.exit("something is wrong")
